using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    [Fact]
    public Task It_has_every_argument_of_the_signal() => Refactoring.Generates(
        "PreBackup",
        """
        namespace Shop;

        internal static class Ho[||]oks
        {
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void OnPreBackup(
                DbBackupCommand sender,
                DatabaseSettings database,
                DatabaseConnector connector,
                string serverName)
            {
            }
        }

        """);
}
