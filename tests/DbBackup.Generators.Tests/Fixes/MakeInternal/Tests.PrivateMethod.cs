using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeInternalTests
{
    [Fact]
    public Task A_private_method_becomes_internal() => Fix<MakeInternalFix>.Corrects(
        DiagnosticIds.DBB0003Inaccessible,
        "Make 'Started' internal",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            private static void Started() { }
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void Started() { }
        }

        """);
}
