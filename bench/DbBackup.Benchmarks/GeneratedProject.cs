using Basic.Reference.Assemblies;
using DbBackup.Generators;
using DbBackup.Signals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Benchmarks;

/// <summary>A large application for a generator, and what two edits make of it.</summary>
internal sealed class GeneratedProject
{
    private const int Files = 200, PerFile = 5, Plugins = 5, PerPlugin = 10, References = 170;

    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private GeneratedProject(Func<int, string> file, Func<int, string> editedFile, string extra, IEnumerable<MetadataReference> references, IReadOnlyList<string> names)
    {
        Compilation = Compile(
            "Shop",
            OutputKind.ConsoleApplication,
            [extra, .. Enumerable.Range(0, Files).Select(file), "class Unrelated { int A; }"],
            references);
        UnrelatedEdit = Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees[^1], Parse("class Unrelated { int A; int B; }"));
        EditedTree = Parse(editedFile(Files / 2));
        EditOfOne = Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees[(Files / 2) + 1], EditedTree);
        Names = names;
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>A member more in a class that is of no interest.</summary>
    public CSharpCompilation UnrelatedEdit { get; }

    /// <summary>One receiver or handler has another name, so that the generated text changes.</summary>
    public CSharpCompilation EditOfOne { get; }

    public SyntaxTree EditedTree { get; }

    /// <summary>What the generated text must mention.</summary>
    public IReadOnlyList<string> Names { get; }

    public static GeneratedProject OfReceivers()
    {
        MetadataReference[] plugins = [.. Enumerable.Range(0, Plugins).Select(Plugin)];
        return new(
            file => Hooks(file, "Notify"),
            file => Hooks(file, "Tell"),
            $"""
            using DbBackup.Signals;
            [ReceiverRegistry]
            {string.Concat(Enumerable.Range(0, Plugins).Select(i => $"[IncludeReceivers<Acme.Plugin{i}.Marker>]\n"))}
            internal sealed partial class AppReceivers : ReceiverRegistry;
            """,
            [.. Net100.References.All.Take(References - Plugins - 1), Reference<Signal>(), .. plugins],
            ["Shop.Hooks0.", "Shop.Hooks199.", .. Enumerable.Range(0, Plugins).Select(i => $"DbBackup.Exports.Acme.Plugin{i}.")]);
    }

    /// <summary>The same for Mediator: as many handlers in as many files, that have a service too, and as many plug-ins with as many handlers.</summary>
    public static GeneratedProject OfHandlers() => new(
        file => Handlers(file, "Notify"),
        file => Handlers(file, "Tell"),
        $$"""
        using System;
        using Microsoft.Extensions.DependencyInjection;
        namespace Shop;
        {{string.Concat(Enumerable.Range(0, Enum.GetValues<Signal>().Length).Select(i => $"public sealed record Signal{i} : Mediator.INotification;\n"))}}
        internal static class Program { private static void Main() => new ServiceCollection().AddMediator(); }
        """,
        [
            .. Net100.References.All.Take(References - Plugins - 3),
            Reference<Mediator.INotification>(),
            Reference<Microsoft.Extensions.DependencyInjection.ServiceCollection>(),
            Reference<Microsoft.Extensions.DependencyInjection.IServiceCollection>(),
            .. Enumerable.Range(0, Plugins).Select(PluginOfHandlers),
        ],
        ["Hooks0", "Hooks199", .. Enumerable.Range(0, Plugins).Select(i => $"Acme.Plugin{i}.Notify9")]);

    /// <summary>Loaded from the package, as a compiler does.</summary>
    public static IIncrementalGenerator NewMediatorGenerator()
    {
        var reference = new AnalyzerFileReference(Path.Combine(AppContext.BaseDirectory, "mediator", "Mediator.SourceGenerator.dll"), Loader.Instance);
        var generator = reference.GetGenerators(LanguageNames.CSharp).Single();
        return (IIncrementalGenerator)Activator.CreateInstance(generator.GetGeneratorType())!;
    }

    private static CSharpCompilation Compile(string name, OutputKind kind, IEnumerable<string> sources, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(name, sources.Select(Parse), references, new(kind, nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing);

    private static PortableExecutableReference Reference<T>() => MetadataReference.CreateFromFile(typeof(T).Assembly.Location);

    private static PortableExecutableReference Plugin(int number)
    {
        var source = $$"""
            using DbBackup.Signals;
            namespace Acme.Plugin{{number}};
            public sealed class Marker;
            internal static class Hooks
            {
            {{string.Concat(Enumerable.Range(0, PerPlugin).Select(i => $"    [Receiver(Signal.PostBackup)] internal static void Notify{i}(string filename) {{ }}\n"))}}
            }
            """;
        var compilation = Compile($"Acme.Plugin{number}", OutputKind.DynamicallyLinkedLibrary, [source], [.. Net100.References.All, Reference<Signal>()]);
        CSharpGeneratorDriver.Create([new ReceiverGenerator().AsSourceGenerator()], parseOptions: Parsing).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return Emit(output);
    }

    private static PortableExecutableReference PluginOfHandlers(int number)
    {
        var source = $$"""
            using System.Threading;
            using System.Threading.Tasks;
            using Mediator;
            namespace Acme.Plugin{{number}};
            public sealed record Happened : INotification;
            {{string.Concat(Enumerable.Range(0, PerPlugin).Select(i => $$"""
            public sealed class Notify{{i}} : INotificationHandler<Happened>
            {
                public ValueTask Handle(Happened notification, CancellationToken cancellationToken) => default;
            }

            """))}}
            """;
        return Emit(Compile($"Acme.Plugin{number}", OutputKind.DynamicallyLinkedLibrary, [source], [.. Net100.References.All, Reference<Mediator.INotification>()]));
    }

    private static PortableExecutableReference Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? MetadataReference.CreateFromImage(image.ToArray()) : throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
    }

    private static string Hooks(int file, string verb) => $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using DbBackup.Configuration;
        using DbBackup.Signals;
        namespace Shop;
        internal static class Hooks{{file}}
        {
        {{string.Concat(Enumerable.Range(0, PerFile).Select(i => $$"""
            [Receiver(Signal.PostBackup, Order = {{i}})]
            public static Task {{(i == 0 ? verb : "Notify")}}{{i}}(DatabaseSettings database, string filename, [FromServices] System.Version service, CancellationToken token) => Task.CompletedTask;

        """))}}
        }
        """;

    private static string Handlers(int file, string verb) => $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using Mediator;
        namespace Shop;
        {{string.Concat(Enumerable.Range(0, PerFile).Select(i => $$"""
        internal sealed class {{(i == 0 ? verb : "Notify")}}{{i}}Hooks{{file}}(System.Version service) : INotificationHandler<Signal{{(file + i) % 14}}>
        {
            public ValueTask Handle(Signal{{(file + i) % 14}} notification, CancellationToken cancellationToken) => service is null ? default : default;
        }

        """))}}
        """;

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static readonly Loader Instance = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
