using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class TokenNotLastTests
{
    [Fact]
    public Task The_token_is_last() => Rule.Fires(
        DiagnosticIds.DBB0042TokenNotLast,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static Task Started(CancellationToken [|token|], string serverName) => Task.CompletedTask;
        }
        """,
        "'token' is not the last parameter; move it to the end");
}
