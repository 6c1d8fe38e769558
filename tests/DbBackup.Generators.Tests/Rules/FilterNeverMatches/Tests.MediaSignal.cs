using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class FilterNeverMatchesTests
{
    [Fact]
    public Task A_signal_without_a_database_is_reported() => Rule.Fires(
        DiagnosticIds.DBB0048FilterNeverMatches,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PreMediaBackup, [|Database = "production"|])]
            public static void Started() { }
        }
        """,
        "PreMediaBackup is about no database, so that 'Hooks.Started' is never called for it; remove the filter Database = \"production\", or the signal");
}
