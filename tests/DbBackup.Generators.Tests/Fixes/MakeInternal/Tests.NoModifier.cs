using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeInternalTests
{
    [Fact]
    public Task A_method_that_says_nothing_becomes_internal() => Fix<MakeInternalFix>.Corrects(
        DiagnosticIds.DBB0003Inaccessible,
        "Make 'Started' internal",
        """
        namespace Shop;

        internal static class Hooks
        {
            /// <summary>Says so.</summary>
            [Receiver(Signal.PreBackup)]
            // Private by default.
            static void Started() { }
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            /// <summary>Says so.</summary>
            [Receiver(Signal.PreBackup)]
            // Private by default.
            internal static void Started() { }
        }

        """);
}
