using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UncallableParameterTests
{
    [Fact]
    public Task Params_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0008UncallableParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(params string[] [|serverName|]) { }
        }
        """,
        "'serverName' is a 'params' list, which a receiver cannot take; declare it as a plain value");
}
