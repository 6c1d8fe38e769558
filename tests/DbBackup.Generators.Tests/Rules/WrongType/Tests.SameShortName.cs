using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongTypeTests
{
    [Fact]
    public Task Types_of_one_name_are_told_apart_by_their_namespaces() => Rule.Fires(
        DiagnosticIds.DBB0006WrongType,
        """
        namespace Shop;

        internal sealed class DatabaseSettings;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void Started([|DatabaseSettings|] database) { }
        }
        """,
        "PreBackup sends 'database' as DbBackup.Configuration.DatabaseSettings, which does not convert to Shop.DatabaseSettings; declare it as 'DbBackup.Configuration.DatabaseSettings database'");
}
