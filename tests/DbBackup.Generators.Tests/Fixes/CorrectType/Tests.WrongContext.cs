using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class CorrectTypeTests
{
    [Fact]
    public Task The_parameter_gets_the_context_of_the_signal() => Fix<CorrectTypeFix>.Corrects(
        DiagnosticIds.DBB0005WrongContext,
        "Declare 'context' as PreBackupContext",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(PostBackupContext context) => Console.WriteLine(context.RunId);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(PreBackupContext context) => Console.WriteLine(context.RunId);
        }

        """);
}
