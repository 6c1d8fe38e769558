using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class TokenNotLastTests
{
    [Fact]
    public Task A_token_at_the_end_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static Task Started(string serverName, CancellationToken token) => Task.CompletedTask;
        }
        """);
}
