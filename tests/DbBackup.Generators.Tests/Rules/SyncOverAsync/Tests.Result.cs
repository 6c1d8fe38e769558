using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SyncOverAsyncTests
{
    [Fact]
    public Task The_result_of_a_task_is_reported() => Rule.Fires(
        DiagnosticIds.DBB0046SyncOverAsync,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static void Done() => Console.WriteLine(Task.FromResult(1).[|Result|]);
        }
        """,
        "'Hooks.Done' blocks its thread with 'Result', a wait that neither its time-out nor a cancellation ends; return Task and use await");
}
