using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class ReturnTaskTests
{
    [Fact]
    public Task All_receivers_of_all_files_return_it() => Fix<ReturnTaskFix>.CorrectsAll(
        DiagnosticIds.DBB0010AsyncVoid,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async void Started() => await Task.Yield();

            [Receiver(Signal.PostBackup)]
            public static async void Done() => await Task.Yield();
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started() => await Task.Yield();

            [Receiver(Signal.PostBackup)]
            public static async Task Done() => await Task.Yield();
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static async void Restoring() => await Task.Yield();
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static async Task Restoring() => await Task.Yield();
        }

        """);
}
