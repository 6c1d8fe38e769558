using DbBackup.Generators.Suppressors;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Suppressors;

public sealed class AsyncSuffixSuppressorTests
{
    [Fact]
    public Task Receivers_are_named_for_what_they_do() => Suppression<AsyncSuffixSuppressor>.Silences(
        "VSTHRD200",
        SymbolKind.Method,
        """
        namespace Shop;

        internal sealed partial class Hooks
        {
            private Hooks() { }

            [Receiver(Signal.PreBackup)]
            private static void Started(string serverName) { }

            [Receiver(Signal.PostBackup)]
            internal static partial void Done(string filename);

            internal static partial void Done(string filename) { }

            [Receiver(Signal.BackupFailed)]
            internal static Task Failed(string runId, CancellationToken token) => Task.CompletedTask;

            private static async Task Other(string text) => await Task.Yield();
        }

        internal sealed class Plain;
        """,
        "Started", "Done", "Done", "Failed");
}
