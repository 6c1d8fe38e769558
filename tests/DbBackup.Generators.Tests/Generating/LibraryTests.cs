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

    private const string Pager = """
        namespace Acme.Pager;

        public sealed class PagerReceivers : IReceiverLibrary
        {
            private PagerReceivers() { }

            static void IReceiverLibrary.AddServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

            [Receiver(Signal.BackupFailed)]
            internal static void Page() { }

            public sealed class Nested : IReceiverLibrary
            {
                public static void AddServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

                [Receiver(Signal.PostBackup)]
                internal static void Praise() { }
            }
        }
        """;

    [Fact]
    public void A_registry_adds_the_services_of_the_classes_that_it_includes()
    {
        const string Registry = """
            namespace Shop;

            [ReceiverRegistry]
            [IncludeReceivers<Acme.Pager.PagerReceivers>]
            internal sealed partial class AppReceivers : ReceiverRegistry;

            internal sealed class OwnReceivers : IReceiverLibrary
            {
                public static void AddServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

                [Receiver(Signal.PreBackup)]
                internal static void Started() { }
            }
            """;
        var text = GeneratorRun.Valid(Application(Library.Of("Acme.Pager", Pager).AsAssembly()), Registry).Text;

        Assert.Equal(
            ["global::Acme.Pager.PagerReceivers", "global::Acme.Pager.PagerReceivers.Nested", "global::Shop.OwnReceivers"],
            text.Split('\n').Where(line => line.Contains("ReceiverServices.Add<", StringComparison.Ordinal)).Select(line => line.Split('<')[1].Split('>')[0]));
    }

    [Fact]
    public void A_registry_without_such_classes_adds_none() =>
        Assert.DoesNotContain("AddServices", GeneratorRun.Valid(Application(Library.Of("Acme.Slack", Slack).AsAssembly()), Including).Text, StringComparison.Ordinal);

    private static Setup Application(params MetadataReference[] references) => new() { WithoutRegistry = true, References = references };
}
