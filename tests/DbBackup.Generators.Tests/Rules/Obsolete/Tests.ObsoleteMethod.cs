using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ObsoleteTests
{
    [Fact]
    public Task An_obsolete_receiver_is_still_called() => Rule.Fires(
        DiagnosticIds.DBB0043Obsolete,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Obsolete("old")]
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "'Hooks.Started' is called although 'Started' is [Obsolete]; remove [Receiver] or [Obsolete]");
}
