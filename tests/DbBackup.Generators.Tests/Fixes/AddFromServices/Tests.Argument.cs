using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddFromServicesTests
{
    [Fact]
    public Task An_argument_of_the_signal_is_no_service() => Fix<AddFromServicesFix>.OffersNothing(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(DatabaseConnector how) => Console.WriteLine(how);
        }

        """);
}
