using DbBackup.Generators.Suppressors;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Suppressors;

public sealed class ReviewUnusedParameterSuppressorTests
{
    [Fact]
    public Task The_parameters_of_receivers_are_what_the_signal_sends() => Suppression<ReviewUnusedParameterSuppressor>.Silences(
        "CA1801",
        SymbolKind.Parameter,
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
        "serverName", "filename", "filename", "runId", "token");
}
