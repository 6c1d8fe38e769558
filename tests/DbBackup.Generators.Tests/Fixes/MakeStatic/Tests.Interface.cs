using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class MakeStaticTests
{
    [Fact]
    public Task A_method_of_an_interface_is_left_to_a_human() => Fix<MakeStaticFix>.OffersNothing(
        DiagnosticIds.DBB0001NotStatic,
        """
        namespace Shop;

        internal sealed class Hooks : IDisposable
        {
            [Receiver(Signal.PreBackup)]
            public void Dispose() { }
        }

        """);
}
