using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class EmptyDatabaseTests
{
    [Fact]
    public Task A_blank_filter_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0019EmptyDatabase,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, [|Database = " "|])]
            public static void Started() { }
        }
        """,
        "Database is empty, so that 'Hooks.Started' would never be called; give the database's key in the configuration, or leave it out for every database");
}
