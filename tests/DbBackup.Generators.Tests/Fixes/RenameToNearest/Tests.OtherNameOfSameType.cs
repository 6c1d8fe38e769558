using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class RenameToNearestTests
{
    [Fact]
    public Task The_only_argument_of_the_type_is_meant() => Fix<RenameToNearestFix>.Corrects(
        DiagnosticIds.DBB0004UnknownParameter,
        "Rename 'how' to 'connector'",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseConnector how) => Console.WriteLine(how);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseConnector connector) => Console.WriteLine(connector);
        }

        """);
}
