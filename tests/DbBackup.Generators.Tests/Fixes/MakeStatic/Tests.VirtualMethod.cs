using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeStaticTests
{
    [Fact]
    public Task A_virtual_method_becomes_static() => Fix<MakeStaticFix>.Corrects(
        DiagnosticIds.DBB0001NotStatic,
        "Make 'Started' static",
        """
        namespace Shop;

        internal class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public virtual void Started() { }
        }

        """,
        """
        namespace Shop;

        internal class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }

        """);
}
