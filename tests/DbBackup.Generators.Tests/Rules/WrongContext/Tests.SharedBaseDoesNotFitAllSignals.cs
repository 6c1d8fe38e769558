using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongContextTests
{
    [Fact]
    public Task A_base_that_fits_only_one_signal_is_refused_for_the_other() => Rule.Fires(
        DiagnosticIds.DBB0005WrongContext,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PreRestore)]
            public static void Started([|DatabaseBackupContext?|] context) { }
        }
        """,
        "PreRestore does not send a DatabaseBackupContext; take PreRestoreContext, or a base of it such as SignalContext");
}
