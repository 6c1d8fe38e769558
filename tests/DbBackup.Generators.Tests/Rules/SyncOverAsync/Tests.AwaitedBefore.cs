using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SyncOverAsyncTests
{
    [Fact]
    public Task The_result_of_an_awaited_task_is_there_already() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup)]
            public static async Task Done(CancellationToken token)
            {
                var first = Task.FromResult(1);
                var second = Task.FromResult(2);
                await Task.WhenAll(first, second).WaitAsync(token);
                Console.WriteLine(first.Result + second.Result);
            }
        }
        """);
}
