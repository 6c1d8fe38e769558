using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeInternalTests
{
    [Fact]
    public Task Who_could_reach_it_still_can() => Fix<MakeInternalFix>.Corrects(
        DiagnosticIds.DBB0003Inaccessible,
        "Make 'Started' and 'Hooks' internal",
        """
        namespace Shop;

        internal class Outer
        {
            protected static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                private static void Started() { }
            }
        }

        """,
        """
        namespace Shop;

        internal class Outer
        {
            protected internal static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                internal static void Started() { }
            }
        }

        """);
}
