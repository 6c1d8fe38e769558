using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddTokenTests
{
    [Fact]
    public Task It_is_passed_to_an_optional_parameter() => Fix<AddTokenFix>.Corrects(
        DiagnosticIds.DBB0041NoToken,
        "Add a CancellationToken to 'Started' and pass it on",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started(string serverName) => await SendAsync(serverName).ConfigureAwait(false);

            private static Task SendAsync(string text, int times = 1, CancellationToken stop = default) => Task.Delay(times + text.Length, stop);
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started(string serverName, CancellationToken token) => await SendAsync(serverName, stop: token).ConfigureAwait(false);

            private static Task SendAsync(string text, int times = 1, CancellationToken stop = default) => Task.Delay(times + text.Length, stop);
        }

        """);
}
