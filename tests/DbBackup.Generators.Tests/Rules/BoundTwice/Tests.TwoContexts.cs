using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class BoundTwiceTests
{
    [Fact]
    public Task The_context_is_taken_once() => Rule.Fires(
        DiagnosticIds.DBB0007BoundTwice,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(PreBackupContext first, SignalContext [|second|]) { }
        }
        """,
        "'Hooks.Started' takes the context twice: 'second' is the same as 'first'; remove one of them");
}
