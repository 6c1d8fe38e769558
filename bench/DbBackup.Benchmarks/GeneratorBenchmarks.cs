using Basic.Reference.Assemblies;
using BenchmarkDotNet.Attributes;
using DbBackup.Generators;
using DbBackup.Signals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Benchmarks;

/// <summary>
/// The generator on 1,000 receivers in 200 files: the first run, and what a keystroke elsewhere costs beside a driver without generators.
/// Every run is given a compilation that nobody has bound yet.
/// </summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private const int Files = 200, ReceiversPerFile = 5;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private CSharpCompilation _compilation = null!;
    private CSharpCompilation _edited = null!;
    private GeneratorDriver _warm = null!;
    private GeneratorDriver _warmEmpty = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _compilation = CSharpCompilation.Create(
            "Shop",
            [Parse(Registry), .. Enumerable.Range(0, Files).Select(i => Parse(Hooks(i))), Parse("class Unrelated { int A; }")],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Signal).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _edited = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[^1], Parse("class Unrelated { int A; int B; }"));
        _warm = Driver(new ReceiverGenerator().AsSourceGenerator()).RunGenerators(_compilation.Clone());
        _warmEmpty = Driver().RunGenerators(_compilation.Clone());
        RefuseWork(_warm.RunGenerators(_edited).GetRunResult().Results[0]);
    }

    [Benchmark]
    public GeneratorDriver FirstRun() => Driver(new ReceiverGenerator().AsSourceGenerator()).RunGenerators(_compilation.Clone());

    [Benchmark]
    public GeneratorDriver UnrelatedEdit() => _warm.RunGenerators(_edited.Clone());

    [Benchmark(Baseline = true)]
    public GeneratorDriver UnrelatedEditWithoutGenerator() => _warmEmpty.RunGenerators(_edited.Clone());

    private static void RefuseWork(GeneratorRunResult result)
    {
        var reasons = result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);
        if (reasons.Any(r => r is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)))
            throw new InvalidOperationException("An unrelated edit made the generator write again.");
    }

    private static CSharpGeneratorDriver Driver(params ISourceGenerator[] generators) => CSharpGeneratorDriver.Create(
        generators, parseOptions: Parsing, driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing);

    private const string Registry = """
        using DbBackup.Signals;
        [ReceiverRegistry] internal sealed partial class AppReceivers : ReceiverRegistry;
        """;

    private static string Hooks(int file) => $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using DbBackup.Configuration;
        using DbBackup.Signals;
        using Microsoft.Extensions.Logging;
        namespace Shop;
        internal static class Hooks{{file}}
        {
        {{string.Concat(Enumerable.Range(0, ReceiversPerFile).Select(i => $$"""
            [Receiver(Signal.PostBackup, Order = {{i}})]
            public static Task Notify{{i}}(DatabaseSettings database, string filename, ILogger logger, CancellationToken token) => Task.CompletedTask;

        """))}}
        }
        """;
}
