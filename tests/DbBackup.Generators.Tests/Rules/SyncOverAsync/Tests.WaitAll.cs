using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SyncOverAsyncTests
{
    [Fact]
    public Task A_wait_for_several_tasks_is_reported() => Rule.Fires(
        DiagnosticIds.DBB0046SyncOverAsync,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static void Done() => Task.[|WaitAll|](Task.Delay(1), Task.Delay(2));
        }
        """,
        "'Hooks.Done' blocks its thread with 'WaitAll', a wait that neither its time-out nor a cancellation ends; return Task and use await");
}
