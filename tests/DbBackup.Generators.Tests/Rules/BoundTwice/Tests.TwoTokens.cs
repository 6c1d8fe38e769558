using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class BoundTwiceTests
{
    [Fact]
    public Task The_token_is_taken_once() => Rule.Fires(
        DiagnosticIds.DBB0007BoundTwice,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(CancellationToken token, CancellationToken [|again|]) { }
        }
        """,
        "'Hooks.Started' takes the token twice: 'again' is the same as 'token'; remove one of them");
}
