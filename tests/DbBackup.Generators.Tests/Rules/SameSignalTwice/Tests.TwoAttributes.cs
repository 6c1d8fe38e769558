using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SameSignalTwiceTests
{
    [Fact]
    public Task The_second_mention_is_marked() => Rule.Fires(
        DiagnosticIds.DBB0016SameSignalTwice,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            [Receiver(Signal.PostBackup, [|Signal.PreBackup|])]
            public static void Started() { }
        }
        """,
        "'Hooks.Started' names PreBackup twice and would be called twice; remove one of them");
}
