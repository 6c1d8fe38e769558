using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeStaticTests
{
    [Fact]
    public Task A_method_that_uses_a_parameter_of_its_class_is_left_to_a_human() => Fix<MakeStaticFix>.OffersNothing(
        DiagnosticIds.DBB0001NotStatic,
        """
        namespace Shop;

        internal sealed class Hooks(string name)
        {
            [Receiver(Signal.PreBackup)]
            internal void Started() => Console.WriteLine(name);
        }

        """);
}
