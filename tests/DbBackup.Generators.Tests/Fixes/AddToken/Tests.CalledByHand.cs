using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddTokenTests
{
    [Fact]
    public Task A_method_that_somebody_calls_keeps_its_callers() => Fix<AddTokenFix>.Corrects(
        DiagnosticIds.DBB0041NoToken,
        "Add a CancellationToken to 'Started' and pass it on",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started() => await Task.Delay(1);

            public static Task Test() => Started();
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started(CancellationToken token = default) => await Task.Delay(1, token);

            public static Task Test() => Started();
        }

        """);
}
