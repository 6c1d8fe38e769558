using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeInternalTests
{
    [Fact]
    public Task A_file_local_class_becomes_internal() => Fix<MakeInternalFix>.Corrects(
        DiagnosticIds.DBB0013FileLocal,
        "Make 'Hooks' internal",
        """
        namespace Shop;

        file static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """);
}
