using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class DefaultIgnoredTests
{
    [Fact]
    public Task The_default_of_a_token_is_custom() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static Task Started(CancellationToken token = default) => Task.CompletedTask;
        }
        """);
}
