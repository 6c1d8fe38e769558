using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SyncOverAsyncTests
{
    [Fact]
    public Task The_body_of_a_partial_receiver_is_looked_into() => Rule.Fires(
        DiagnosticIds.DBB0046SyncOverAsync,
        """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static partial void Done();

            public static partial void Done() => Task.Delay(1).[|Wait|]();
        }
        """,
        "'Hooks.Done' blocks its thread with 'Wait', a wait that neither its time-out nor a cancellation ends; return Task and use await");
}
