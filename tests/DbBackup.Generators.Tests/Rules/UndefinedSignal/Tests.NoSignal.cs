using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UndefinedSignalTests
{
    [Fact]
    public Task At_least_one_signal_is_named() => Rule.Fires(
        DiagnosticIds.DBB0015UndefinedSignal,
        """
        namespace Shop;

        internal static class Hooks
        {
            [[|Receiver|]]
            public static void Started() { }
        }
        """,
        "'Hooks.Started' receives no signal; name one of: PreBackup, PostBackup, PreRestore, PostRestore, PreMediaBackup, PostMediaBackup, PreMediaRestore, PostMediaRestore, BackupFailed, RestoreFailed, MediaBackupFailed, MediaRestoreFailed, PreCleanup, PostCleanup, DrillSucceeded, DrillFailed, SafetyBackupTaken, HealthChecked");
}
