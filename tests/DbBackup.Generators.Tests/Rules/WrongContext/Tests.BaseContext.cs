using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongContextTests
{
    [Fact]
    public Task A_base_serves_several_signals() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Signal.PostBackup)]
            public static void Any(DatabaseBackupContext context) { }

            [Receiver(Signal.PreBackup, Signal.PostCleanup)]
            public static void All(SignalContext context) { }
        }
        """);
}
