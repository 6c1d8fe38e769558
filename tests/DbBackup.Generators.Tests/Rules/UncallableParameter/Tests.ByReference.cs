using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UncallableParameterTests
{
    [Fact]
    public Task A_parameter_by_reference_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0008UncallableParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(ref string [|serverName|]) { }
        }
        """,
        "'serverName' is passed by 'ref', which a receiver cannot take; declare it as a plain value");
}
