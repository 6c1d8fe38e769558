using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeInternalTests
{
    [Fact]
    public Task Everything_that_blocks_becomes_internal() => Fix<MakeInternalFix>.Corrects(
        DiagnosticIds.DBB0003Inaccessible,
        "Make 'Started' and 'Hooks' internal",
        """
        namespace Shop;

        internal static class Outer
        {
            private static partial class Hooks
            {
                [Receiver(Signal.PreBackup)]
                static void Started() { }
            }

            partial class Hooks
            {
            }
        }

        """,
        """
        namespace Shop;

        internal static class Outer
        {
            internal static partial class Hooks
            {
                [Receiver(Signal.PreBackup)]
                internal static void Started() { }
            }

            partial class Hooks
            {
            }
        }

        """);
}
