using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class RenameToNearestTests
{
    [Fact]
    public Task A_name_that_only_one_of_several_signals_offers_does_not_help() => Fix<RenameToNearestFix>.OffersNothing(
        DiagnosticIds.DBB0004UnknownParameter,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup, Signal.PreBackup)]
            public static void Done(string filname) => Console.WriteLine(filname);
        }

        """);
}
