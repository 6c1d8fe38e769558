using System.Collections.Immutable;
using DbBackup.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>Runs the analyzers as a build does: on the compilation with everything that was generated.</summary>
internal static class Analysis
{
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new ReceiverAnalyzer(), new RegistryAnalyzer(), new TableAnalyzer(), new LibraryAnalyzer()];

    /// <summary>What they report. They never throw (AD0001).</summary>
    public static async Task<ImmutableArray<Diagnostic>> Of(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var reported = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id == "AD0001");
        return reported;
    }
}
