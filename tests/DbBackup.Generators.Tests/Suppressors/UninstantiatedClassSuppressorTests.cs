using DbBackup.Generators.Suppressors;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Suppressors;

public sealed class UninstantiatedClassSuppressorTests
{
    [Fact]
    public Task Nobody_makes_an_object_of_what_holds_receivers_or_their_table() => Suppression<UninstantiatedClassSuppressor>.Silences(
        "CA1812",
        SymbolKind.NamedType,
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

        [ReceiverRegistry]
        internal sealed partial class Second : ReceiverRegistry;
        """,
        "Hooks", "Second");
}
