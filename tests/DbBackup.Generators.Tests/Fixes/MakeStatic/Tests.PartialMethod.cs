using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeStaticTests
{
    [Fact]
    public Task Both_halves_of_a_partial_method_become_static() => Fix<MakeStaticFix>.Corrects(
        DiagnosticIds.DBB0001NotStatic,
        "Make 'Started' static",
        """
        namespace Shop;

        internal sealed partial class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal partial void Started();

            internal partial void Started() { }
        }

        """,
        """
        namespace Shop;

        internal sealed partial class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static partial void Started();

            internal static partial void Started() { }
        }

        """);
}
