using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongReturnTypeTests
{
    [Fact]
    public Task A_value_would_be_dropped() => Rule.Fires(
        DiagnosticIds.DBB0009WrongReturnType,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static [|bool|] Started() => true;
        }
        """,
        "'Hooks.Started' returns bool, but nothing takes a result and nothing waits for null; return void, Task or ValueTask");
}
