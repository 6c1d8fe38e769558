using System.Reflection;
using DbBackup.Generators.Tests.Harness;
using DbBackup.Signals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>What a library exports, and what an application takes of it.</summary>
public sealed class LibraryTests
{
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

    private static readonly Library Two = Library.Of("Acme.Two", """
        namespace Acme.Two;

        public sealed class Mail
        {
            [Receiver(Signal.PreBackup)] public static void Send() { }
            public static class Nested { [Receiver(Signal.PostBackup)] public static void Send() { } }
        }

        public sealed class MailMore { [Receiver(Signal.PreBackup)] public static void Send() { } }

        public sealed class Everything;
        """);

    [Fact]
    public void A_library_exports_calls_of_its_internal_receivers() => Golden.Verify(GeneratorRun.Valid(new Setup { WithoutRegistry = true, Assembly = "Acme.Slack" }, """
        namespace Acme.Slack;

        internal sealed record Channel(string Name);

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup, Order = 10, Database = "orders", TimeoutSeconds = 30)]
            [Receiver(Signal.PreBackup, Id = "slack.begin")]
            internal static Task Notify(DatabaseSettings database, [FromServices] Channel? channel, CancellationToken token) => Task.CompletedTask;
        }
        """));

    [Fact]
    public void A_registry_includes_a_library() => Golden.Verify(GeneratorRun.Valid(Executable(Plugins.Slack.AsAssembly()), Including, "internal static class Program { private static void Main() { } }"));

    [Fact]
    public void An_executable_exports_nothing() => Assert.DoesNotContain("ReceiverCalls", GeneratorRun.Valid(
        Executable() with { WithoutRegistry = false },
        "internal static class Program { [Receiver(Signal.PreBackup)] internal static void Main() { } }").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mail", "Acme.Two.Mail.Nested.Send", "Acme.Two.Mail.Send")]
    [InlineData("MailMore", "Acme.Two.MailMore.Send")]
    [InlineData("Everything", "Acme.Two.Mail.Nested.Send", "Acme.Two.Mail.Send", "Acme.Two.MailMore.Send")]
    public void A_type_that_declares_receivers_brings_those_and_any_other_brings_all(string type, params string[] ids) =>
        Assert.Equal(ids, Ids(Plugins.Application(Two.AsAssembly()), $"[IncludeReceivers<Acme.Two.{type}>]"));

    [Fact]
    public void Inclusions_add_up_and_bring_nothing_twice() => Assert.Equal(
        ["Acme.Two.Mail.Nested.Send", "Acme.Two.Mail.Send", "Acme.Two.MailMore.Send"],
        Ids(Plugins.Application(Two.AsAssembly()), """[IncludeReceivers<Acme.Two.Mail>, IncludeReceivers<Acme.Two.Everything>(Except = ["Acme.Two.Mail.Send"])]"""));

    [Fact]
    public void Nothing_is_included_unasked() => Assert.Empty(Ids(Plugins.Application(Two.AsAssembly()), ""));

    [Fact]
    public void All_references_are_taken_on_demand_and_an_inclusion_decides_about_its_own() => Assert.Equal(
        ["Acme.Slack.Hooks.End", "Acme.Two.MailMore.Send", "slack.begin"],
        Ids(
            Plugins.Application(Two.AsAssembly(), Plugins.Slack.AsProject()),
            "[IncludeReceivers<Acme.Two.MailMore>]",
            "[ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)]"));

    [Fact]
    public void Two_registries_include_what_each_says()
    {
        var run = GeneratorRun.Valid(Plugins.Application(Two.AsAssembly(), Plugins.Slack.AsAssembly()), """
            namespace Shop;

            [ReceiverRegistry]
            [IncludeReceivers<Acme.Two.MailMore>]
            internal sealed partial class Nightly : ReceiverRegistry;

            [ReceiverRegistry]
            [IncludeReceivers<Acme.Slack.SlackReceivers>(Except = ["slack.begin"])]
            internal sealed partial class Weekly : ReceiverRegistry;

            internal static class Hooks { [Receiver(Signal.PreBackup, Id = "own")] internal static void Started() { } }
            """);

        Assert.Equal(["Acme.Two.MailMore.Send", "own"], IdsIn(run.Texts["Shop.Nightly.g.cs"]));
        Assert.Equal(["Acme.Slack.Hooks.End", "own"], IdsIn(run.Texts["Shop.Weekly.g.cs"]));
    }

    /// <summary>By order, then the assembly itself, then the assembly's name, then the id, then the signal; ordinal.</summary>
    [Fact]
    public void The_order_is_total_and_the_bytes_are_the_same_by_project_by_assembly_and_in_any_order()
    {
        Library[] libraries = [.. new[] { "acme.low", "Acme.Up", "Acme.Two" }.Select(name => Library.Of(name, $$"""
            namespace {{name}};

            public sealed class Receivers
            {
                [Receiver(Signal.PreBackup, Id = "{{name}}.b")] public static void B() { }
                [Receiver(Signal.PreBackup, Id = "{{name}}.C")] public static void C() { }
                [Receiver(Signal.PostBackup, Signal.PreBackup, Id = "{{name}}.a", Order = -1)] public static void A() { }
            }
            """))];
        const string Source = """
            namespace Shop;

            [ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)]
            internal sealed partial class AppReceivers : ReceiverRegistry;

            internal static class Hooks { [Receiver(Signal.PreBackup, Id = "z")] internal static void Started() { } }
            """;
        MetadataReference[][] ways =
        [
            [.. libraries.Select(library => library.AsProject())],
            [.. libraries.Select(library => library.AsAssembly())],
            [.. libraries.Select(library => library.AsAssembly()).Reverse()],
            [libraries[2].AsProject(), libraries[0].AsAssembly(), libraries[1].AsProject()],
        ];

        string[] texts = [.. ways.Select(references => GeneratorRun.Valid(Plugins.Application(references), Source).Texts["Shop.AppReceivers.g.cs"]).Distinct()];

        Assert.Equal(
            [
                "Acme.Two.a PreBackup", "Acme.Two.a PostBackup", "Acme.Up.a PreBackup", "Acme.Up.a PostBackup", "acme.low.a PreBackup", "acme.low.a PostBackup",
                "z PreBackup", "Acme.Two.C PreBackup", "Acme.Two.b PreBackup", "Acme.Up.C PreBackup", "Acme.Up.b PreBackup", "acme.low.C PreBackup", "acme.low.b PreBackup",
            ],
            Lines(Assert.Single(texts)).Select(line => $"{line.Id} {line.Signal}"));
    }

    [Theory]
    [InlineData("Acme.Slack", "Acme.Slack")]
    [InlineData("Acme_Slack", "Acme_005FSlack")]
    [InlineData("Acme-Slack", "Acme_002DSlack")]
    [InlineData("Acme..Slack", "Acme.@_.Slack")]
    [InlineData("9.class.Größe", "_0039.@class.Größe")]
    [InlineData("Acme.ReceiverCalls", "Acme._0052eceiverCalls")]
    public void The_namespace_of_an_assembly_is_no_other_assemblys(string assembly, string space)
    {
        var run = GeneratorRun.Valid(new Setup { WithoutRegistry = true, Assembly = assembly }, "public static class Hooks { [Receiver(Signal.PreBackup)] internal static void Started() { } }");

        Assert.Contains($"namespace DbBackup.Exports.{space}\n", run.Text, StringComparison.Ordinal);
    }

    /// <summary>No CS0433 and no CS0436, whichever of the two comes first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_projects_with_receivers_may_see_each_others_internals(bool asProject)
    {
        var first = Library.Of("Acme.First", """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Acme.Second"), System.Runtime.CompilerServices.InternalsVisibleTo("Shop")]
            namespace Acme;

            internal static class Hooks { [Receiver(Signal.PreBackup)] internal static void Started() { } }
            """);
        var reference = asProject ? first.AsProject() : first.AsAssembly();
        var second = Library.Of(new Setup { Assembly = "Acme.Second", References = [reference] }, """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Shop")]
            namespace Acme;

            internal sealed class More { [Receiver(Signal.PreBackup)] internal static void Started() => Hooks.Started(); }
            """);

        Assert.Equal(
            ["Acme.Hooks.Started", "Acme.More.Started"],
            Ids(Plugins.Application(reference, asProject ? second.AsProject() : second.AsAssembly()), "", "[ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)]"));
    }

    [Fact]
    public void A_librarys_own_registry_and_its_exports_coexist()
    {
        var library = Library.Of(new Setup { Assembly = "Acme.Both" }, "namespace Acme; public sealed class Hooks { [Receiver(Signal.PreBackup)] public static void Started() { } }");

        Assert.NotNull(library.Compilation.GetTypeByMetadataName("Shop.AppReceivers")!.GetMembers("CreateTable").SingleOrDefault());
        Assert.Equal(["Acme.Hooks.Started"], Ids(Plugins.Application(library.AsAssembly()), "[IncludeReceivers<Acme.Hooks>]"));
    }

    [Fact]
    public void What_a_library_exports_compiles_in_a_library_that_promises_to_suit_every_language() => GeneratorRun.Valid(
        new Setup { WithoutRegistry = true, Language = LanguageVersion.CSharp9 },
        "#pragma warning disable CS3016 // the attribute itself takes an array\n[assembly: CLSCompliant(true)] namespace Shop { internal static class Hooks { [Receiver(Signal.PreBackup)] internal static void Started() { } } }");

    [Fact]
    public async Task Internal_receivers_of_a_library_are_called()
    {
        var run = GeneratorRun.Valid(Plugins.Application(Two.AsAssembly(), Counting.AsAssembly()), """
            namespace Shop;

            [ReceiverRegistry]
            [IncludeReceivers<Acme.Counting.Marker>]
            public sealed partial class AppReceivers : ReceiverRegistry;
            """);
        var library = Assembly.Load(Counting.Image);
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => wanted.Name.StartsWith("Acme.Counting,", StringComparison.Ordinal) ? library : null;
        var registry = (ReceiverRegistry)Activator.CreateInstance(Assembly.Load(new Library(run.Output).Image).GetType("Shop.AppReceivers")!)!;

        var receiver = Assert.Single(registry.Receivers);
        await receiver.Call(null!, TestContext.Current.CancellationToken);

        Assert.Equal(("Acme.Counting", "Acme.Counting.Hooks.Count", "Hooks.cs:8"), (receiver.Assembly, receiver.Id, receiver.Source));
        Assert.Equal(1, library.GetType("Acme.Counting.Hooks")!.GetField("Calls")!.GetValue(null));
    }

    private static readonly Library Counting = Library.Of("Acme.Counting", """
        namespace Acme.Counting;
        public sealed class Marker;
        internal static class Hooks
        {
            public static int Calls;

            [Receiver(Signal.PreBackup)] internal static void Count() => Calls++;
        }
        """);

    private static Setup Executable(params MetadataReference[] references) => Plugins.Application(references) with { Output = OutputKind.ConsoleApplication };

    private static string[] Ids(Setup setup, string inclusions, string registry = "[ReceiverRegistry]") =>
        IdsIn(GeneratorRun.Valid(setup, $"{registry} {inclusions} internal sealed partial class AppReceivers : ReceiverRegistry;").Texts["AppReceivers.g.cs"]);

    private static string[] IdsIn(string table) => [.. Lines(table).Select(line => line.Id).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<(string Id, string Signal)> Lines(string table) =>
        from line in table.Split("new global::DbBackup.Signals.ReceiverDescriptor\n").Skip(1)
        let parts = line.Split('\n')
        select (parts[1].Split('"')[1], parts[2].Split('.')[^1].TrimEnd(','));
}
