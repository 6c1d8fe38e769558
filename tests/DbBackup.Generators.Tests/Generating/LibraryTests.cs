using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>What a library exports, and what an application takes of it.</summary>
public sealed class LibraryTests
{
    private const string Slack = """
        namespace Acme.Slack;

        public sealed class SlackReceivers
        {
            private SlackReceivers() { }
        }

        internal sealed record Channel(string Name);

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup, Order = 10, Database = "orders", TimeoutSeconds = 30)]
            [Receiver(Signal.PreBackup, Id = "slack.begin")]
            internal static Task Notify(DatabaseSettings database, [FromServices] Channel? channel, CancellationToken token) => Task.CompletedTask;
        }
        """;

    private const string Including = """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<Acme.Slack.SlackReceivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Id = "z")]
            internal static void Started() { }
        }
        """;

    [Fact]
    public void A_library_exports_calls_of_its_internal_receivers() =>
        Golden.Verify(GeneratorRun.Valid(new Setup { WithoutRegistry = true, Assembly = "Acme.Slack" }, Slack));

    [Fact]
    public void A_registry_includes_a_library() =>
        Golden.Verify(GeneratorRun.Valid(Application(Library.Of("Acme.Slack", Slack).AsAssembly()), Including));

    private static Setup Application(params MetadataReference[] references) => new() { WithoutRegistry = true, References = references };
}
