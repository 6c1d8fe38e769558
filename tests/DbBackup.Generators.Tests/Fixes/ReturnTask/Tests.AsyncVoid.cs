using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class ReturnTaskTests
{
    [Fact]
    public Task It_returns_a_task() => Fix<ReturnTaskFix>.Corrects(
        DiagnosticIds.DBB0010AsyncVoid,
        "Let 'Started' return Task",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async /* later */ void Started(CancellationToken token) => await Task.Delay(1, token);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async /* later */ Task Started(CancellationToken token) => await Task.Delay(1, token);
        }

        """);
}
