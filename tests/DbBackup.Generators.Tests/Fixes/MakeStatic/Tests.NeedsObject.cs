using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeStaticTests
{
    [Fact]
    public Task A_method_that_uses_its_object_is_left_to_a_human() => Fix<MakeStaticFix>.OffersNothing(
        DiagnosticIds.DBB0001NotStatic,
        """
        namespace Shop;

        internal sealed class Hooks
        {
            private int _count;

            [Receiver(Signal.PreBackup)]
            internal void Started() => _count++;
        }

        """);
}
