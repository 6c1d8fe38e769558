using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddTokenTests
{
    [Fact]
    public Task All_receivers_of_all_files_take_it() => Fix<AddTokenFix>.CorrectsAll(
        DiagnosticIds.DBB0041NoToken,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started() => await Task.Delay(await Task.FromResult(1));

            [Receiver(Signal.PostBackup)]
            public static Task Done(string filename) => Task.Delay(filename.Length);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started(CancellationToken token) => await Task.Delay(await Task.FromResult(1), token);

            [Receiver(Signal.PostBackup)]
            public static Task Done(string filename, CancellationToken token) => Task.Delay(filename.Length, token);
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static ValueTask Restoring() => new(Task.Delay(1));
        }

        """,
        """
        namespace Shop;

        internal static class Others
        {
            [Receiver(Signal.PreRestore)]
            public static ValueTask Restoring(CancellationToken token) => new(Task.Delay(1, token));
        }

        """);
}
