using System.Diagnostics.CodeAnalysis;
using DbBackup.Generators.Suppressors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>Says which diagnostics of another analyzer a suppressor takes back.</summary>
internal static class Suppression<T> where T : ReceiverSuppressor, new()
{
    /// <summary>Of all symbols of the kind exactly these lose their diagnostic.</summary>
    public static async Task Silences(string id, SymbolKind kind, [StringSyntax("C#")] string source, params string[] names)
    {
        var reported = await ReportedAsync(new StandIn(id, kind), source);

        Assert.All(reported, diagnostic => Assert.Equal(id, diagnostic.Id));
        Assert.NotEmpty(names);
        Assert.Contains(reported, diagnostic => !diagnostic.IsSuppressed);
        Assert.Equal(names, reported.Where(diagnostic => diagnostic.IsSuppressed).Select(Name));
    }

    private static async Task<IReadOnlyList<Diagnostic>> ReportedAsync(DiagnosticAnalyzer analyzer, string source)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (e, _, _) => throw new InvalidOperationException(e.Message, e), concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var compilation = GeneratorRun.Any(Setup.Default, source).Output;
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            analyzer.SupportedDiagnostics.Select(rule => new KeyValuePair<string, ReportDiagnostic>(rule.Id, ReportDiagnostic.Warn)).DistinctBy(rule => rule.Key)));
        var reported = await compilation.WithAnalyzers([analyzer, new T()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id == "AD0001");
        return [.. reported.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == "/shop/Hooks.cs").OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static string Name(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
