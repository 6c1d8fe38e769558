using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>Classes of receivers that add services are called with the application's.</summary>
public sealed class ServicesTests
{
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

        public sealed class PlainReceivers
        {
            [Receiver(Signal.PreBackup)]
            public static void Begin() { }
        }

        public sealed class Everything : IReceiverLibrary
        {
            public static void AddServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """;

    private const string Own = """
        namespace Shop;

        internal sealed class OwnReceivers : IReceiverLibrary
        {
            public static void AddServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

            [Receiver(Signal.PreBackup)]
            internal static void Started() { }
        }
        """;

    [Theory]
    [InlineData("PagerReceivers", "Acme.Pager.PagerReceivers", "Acme.Pager.PagerReceivers.Nested", "Shop.OwnReceivers")]
    [InlineData("PlainReceivers", "Shop.OwnReceivers")]
    [InlineData("Everything", "Acme.Pager.Everything", "Acme.Pager.PagerReceivers", "Acme.Pager.PagerReceivers.Nested", "Shop.OwnReceivers")]
    public void A_registry_adds_the_services_of_the_classes_that_it_includes(string type, params string[] added) =>
        Assert.Equal(added, Added($"[IncludeReceivers<Acme.Pager.{type}>]", Own));

    [Fact]
    public void Every_reference_brings_its_services_when_every_reference_is_included() =>
        Assert.Equal(["Acme.Pager.PagerReceivers", "Acme.Pager.PagerReceivers.Nested"], Added("", "", "(Discovery = ReceiverDiscovery.AllReferences)"));

    [Fact]
    public void A_registry_without_such_classes_adds_none() => Assert.Empty(Added("[IncludeReceivers<Acme.Pager.PlainReceivers>]", ""));

    private static string[] Added(string include, string own, string discovery = "")
    {
        var registry = $$"""
            namespace Shop
            {
                [ReceiverRegistry{{discovery}}]
                {{include}}
                internal sealed partial class AppReceivers : ReceiverRegistry { }
            }
            """;
        MetadataReference[] references = [Library.Of("Acme.Pager", Pager).AsAssembly()];
        string[] sources = own.Length == 0 ? [registry] : [registry, own];
        var text = GeneratorRun.Valid(new Setup { WithoutRegistry = true, References = references }, sources).Text;
        return [.. text.Split('\n').Where(line => line.Contains("ReceiverServices.Add<", StringComparison.Ordinal)).Select(line => line.Split("<global::")[1].Split('>')[0])];
    }
}
