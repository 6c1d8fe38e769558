using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class DefaultIgnoredTests
{
    [Fact]
    public Task A_default_value_is_never_used() => Rule.Fires(
        DiagnosticIds.DBB0040DefaultIgnored,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(string [|serverName|] = "web01") { }
        }
        """,
        "The default value of 'serverName' is never used, because the table passes every argument; remove it");
}
