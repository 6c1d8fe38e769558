using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using DbBackup.Generators;
using DbBackup.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Benchmarks;

/// <summary>
/// What an editor asks of analyzers at each key stroke: the diagnostics of the file that is edited, in the project of <see cref="GeneratorBenchmarks"/>.
/// Mediator has no analyzers; it checks its handlers in the generator, which runs over the whole project.
/// </summary>
[MemoryDiagnoser]
public class AnalyzerBenchmarks
{
    private static readonly AnalyzerOptions Options = new([]);

    private Compilation _edited = null!;
    private SyntaxTree _tree = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var project = GeneratedProject.OfReceivers();
        CSharpGeneratorDriver.Create([new ReceiverGenerator().AsSourceGenerator()], parseOptions: GeneratedProject.Parsing)
            .RunGeneratorsAndUpdateCompilation(project.EditOfOne, out _edited, out _);
        _tree = project.EditedTree;
    }

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> AnalyzersPerKeyStroke() =>
        Analyze(new ReceiverAnalyzer(), new RegistryAnalyzer(), new TableAnalyzer(), new LibraryAnalyzer(), new BlockingCallAnalyzer());

    [Benchmark(Baseline = true)]
    public Task<ImmutableArray<Diagnostic>> AnEmptyAnalyzer() => Analyze(new EmptyAnalyzer());

    private Task<ImmutableArray<Diagnostic>> Analyze(params DiagnosticAnalyzer[] analyzers)
    {
        var compilation = ((CSharpCompilation)_edited).Clone();
        return compilation.WithAnalyzers([.. analyzers], Options).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(_tree), filterSpan: null, default);
    }

#pragma warning disable RS1036, RS1038, RS1041 // It is for this benchmark alone.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class EmptyAnalyzer : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("NONE", "", "", "", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(_ => { }, SymbolKind.Method);
        }
    }
}
