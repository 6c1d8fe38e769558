using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeStaticTests
{
    [Fact]
    public Task All_methods_of_all_files_become_static() => Fix<MakeStaticFix>.CorrectsAll(
        DiagnosticIds.DBB0001NotStatic,
        """
        namespace Shop;

        internal sealed class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal void Started() { }

            [Receiver(Signal.PostBackup)]
            public void Done() { }
        }

        """,
        """
        namespace Shop;

        internal sealed class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void Started() { }

            [Receiver(Signal.PostBackup)]
            public static void Done() { }
        }

        """,
        """
        namespace Shop;

        internal sealed class Others
        {
            [Receiver(Signal.BackupFailed)]
            internal async Task Failed(CancellationToken token) => await Task.Delay(1, token);
        }

        """,
        """
        namespace Shop;

        internal sealed class Others
        {
            [Receiver(Signal.BackupFailed)]
            internal static async Task Failed(CancellationToken token) => await Task.Delay(1, token);
        }

        """);
}
