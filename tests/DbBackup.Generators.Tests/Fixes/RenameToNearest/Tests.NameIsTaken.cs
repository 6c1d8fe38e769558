using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class RenameToNearestTests
{
    [Fact]
    public Task A_name_that_the_method_uses_is_not_taken() => Fix<RenameToNearestFix>.OffersNothing(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseSettings databse)
            {
                var database = databse.Name;
                Console.WriteLine(database);
            }
        }

        """);
}
