using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongContextTests
{
    [Fact]
    public Task The_right_context_is_named() => Rule.Fires(
        DiagnosticIds.DBB0005WrongContext,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started([|PostBackupContext|] context) { }
        }
        """,
        "PreBackup does not send a PostBackupContext; take PreBackupContext, or a base of it such as SignalContext");
}
