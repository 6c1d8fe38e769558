using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UndefinedSignalTests
{
    [Fact]
    public Task A_number_that_is_no_signal_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0015UndefinedSignal,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, [|(Signal)99|])]
            public static void Started() { }
        }
        """,
        "'Hooks.Started' receives 99, which is no signal; name one of: PreBackup, PostBackup, PreRestore, PostRestore, PreMediaBackup, PostMediaBackup, PreMediaRestore, PostMediaRestore, BackupFailed, RestoreFailed, MediaBackupFailed, MediaRestoreFailed, PreCleanup, PostCleanup, DrillSucceeded, DrillFailed, SafetyBackupTaken, HealthChecked");
}
