using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class ReturnTaskTests
{
    [Fact]
    public Task A_using_is_added_where_it_is_missing() => Fix<ReturnTaskFix>.Corrects(
        DiagnosticIds.DBB0010AsyncVoid,
        "Let 'Started' return Task",
        """
        using DbBackup.Signals;

        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async void Started() => await System.Threading.Tasks.Task.Yield();
        }

        """,
        """
        using System.Threading.Tasks;
        using DbBackup.Signals;

        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started() => await System.Threading.Tasks.Task.Yield();
        }

        """);
}
