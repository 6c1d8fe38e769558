using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>
/// Reports an id of another house at every symbol of the kinds that its own analyzer looks at, as that one would if it found nothing
/// that uses them.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1001", Justification = "No compiler loads it.")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("MicrosoftCodeAnalysisDesign", "RS1017", Justification = "The id is that of whom it stands in for.")]
internal sealed class StandIn(string id, SymbolKind kind) : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _rule = new(id, "Unused", "'{0}' is unused", "Stand-in", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            symbol => symbol.ReportDiagnostic(Diagnostic.Create(_rule, symbol.Symbol.Locations[0], symbol.Symbol.Name)),
            kind);
    }
}
