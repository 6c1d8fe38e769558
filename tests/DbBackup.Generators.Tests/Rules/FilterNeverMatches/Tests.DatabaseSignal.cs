using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class FilterNeverMatchesTests
{
    [Fact]
    public Task Every_signal_of_a_database_can_be_filtered() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(
                Signal.PreBackup, Signal.PostBackup, Signal.BackupFailed, Signal.PreRestore, Signal.PostRestore, Signal.RestoreFailed,
                Database = "production")]
            public static void Started() { }
        }
        """);
}
