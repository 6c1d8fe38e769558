using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class CorrectTypeTests
{
    [Fact]
    public Task The_parameter_gets_the_type_of_the_argument() => Fix<CorrectTypeFix>.Corrects(
        DiagnosticIds.DBB0006WrongType,
        "Declare 'database' as DatabaseSettings",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(string /* the shop */ database, string serverName) => Console.WriteLine(database + serverName);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseSettings /* the shop */ database, string serverName) => Console.WriteLine(database + serverName);
        }

        """);
}
