using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    [Fact]
    public Task A_line_too_long_is_broken() => Refactoring.Generates(
        "RestoreFailed",
        """
        namespace Shop;

        internal static class [||]Hooks
        {
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.RestoreFailed)]
            public static void OnRestoreFailed(
                DbRestoreCommand sender,
                DatabaseSettings database,
                string databaseName,
                string filename,
                string serverName,
                IBackupStorage storage,
                Exception exception,
                RunOutcome outcome)
            {
            }
        }

        """);
}
