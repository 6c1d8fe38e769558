using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    [Fact]
    public Task It_comes_after_the_members_under_a_name_that_is_free() => Refactoring.Generates(
        "PreMediaBackup",
        """
        namespace Shop
        {
            internal sealed record Hooks
            {
                public const int OnPreMediaBackup = 1; // taken
        [||]
            }
        }

        """,
        """
        namespace Shop
        {
            internal sealed record Hooks
            {
                public const int OnPreMediaBackup = 1; // taken

                [Receiver(Signal.PreMediaBackup)]
                public static void OnPreMediaBackup2(MediaBackupCommand sender, string serverName, IBackupStorage storage)
                {
                }

            }
        }

        """);
}
