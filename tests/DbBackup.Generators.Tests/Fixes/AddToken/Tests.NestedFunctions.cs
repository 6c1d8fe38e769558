using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddTokenTests
{
    [Fact]
    public Task Functions_inside_it_are_left_alone() => Fix<AddTokenFix>.Corrects(
        DiagnosticIds.DBB0041NoToken,
        "Add a CancellationToken to 'Started' and pass it on",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started()
            {
                await Task.Run(async () => await Task.Delay(1));
                await Wait();

                static Task Wait() => Task.Delay(2);
            }
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started(CancellationToken token)
            {
                await Task.Run(async () => await Task.Delay(1), token);
                await Wait();

                static Task Wait() => Task.Delay(2);
            }
        }

        """);
}
