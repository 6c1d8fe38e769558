using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongReturnTypeTests
{
    [Fact]
    public Task A_task_that_may_be_null_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0009WrongReturnType,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static [|Task?|] Started(CancellationToken token) => null;
        }
        """,
        "'Hooks.Started' returns Task?, but nothing takes a result and nothing waits for null; return void, Task or ValueTask");
}
