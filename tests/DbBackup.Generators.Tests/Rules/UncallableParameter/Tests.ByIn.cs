using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UncallableParameterTests
{
    [Fact]
    public Task ByIn_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0008UncallableParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(in CancellationToken [|token|]) { }
        }
        """,
        "'token' is passed by 'in', which a receiver cannot take; declare it as a plain value");
}
