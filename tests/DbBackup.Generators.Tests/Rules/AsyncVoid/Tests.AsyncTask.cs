using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class AsyncVoidTests
{
    [Fact]
    public Task Async_Task_is_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started(CancellationToken token) => await Task.Delay(1, token);
        }
        """);
}
