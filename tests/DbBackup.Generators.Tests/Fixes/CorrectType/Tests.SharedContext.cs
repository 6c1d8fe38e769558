using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class CorrectTypeTests
{
    [Fact]
    public Task Several_signals_share_a_base_of_their_contexts() => Fix<CorrectTypeFix>.Corrects(
        DiagnosticIds.DBB0005WrongContext,
        "Declare 'context' as DatabaseBackupContext",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PostBackup)]
            public static void Started(PreBackupContext context) => Console.WriteLine(context.RunId);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PostBackup)]
            public static void Started(DatabaseBackupContext context) => Console.WriteLine(context.RunId);
        }

        """);
}
