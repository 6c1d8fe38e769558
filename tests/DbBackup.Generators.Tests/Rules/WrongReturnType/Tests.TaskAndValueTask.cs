using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongReturnTypeTests
{
    [Fact]
    public Task Task_and_ValueTask_are_fine() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static Task A(CancellationToken token) => Task.CompletedTask;

            [Receiver(Signal.PreBackup)]
            public static ValueTask B(CancellationToken token) => default;
        }
        """);
}
