using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddFromServicesTests
{
    [Fact]
    public Task A_text_is_no_service() => Fix<AddFromServicesFix>.OffersNothing(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(string somethingElse) => Console.WriteLine(somethingElse);
        }

        """);
}
