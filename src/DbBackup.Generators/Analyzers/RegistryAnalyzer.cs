using System.Collections.Immutable;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Analyzers;

/// <summary>Reports registries into which no table can be written.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.RegistryNotPartial, Descriptors.RegistryWrongBase, Descriptors.RegistryShape, Descriptors.RegistryOverridesTable, Descriptors.ExternAlias];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(CheckRegistry, SymbolKind.NamedType);
    }

    private static void CheckRegistry(SymbolAnalysisContext context)
    {
        if (!RegistryRules.IsRegistry(context.Symbol))
            return;
        foreach (var problem in RegistryRules.Check((INamedTypeSymbol)context.Symbol, context.Compilation))
            context.ReportDiagnostic(problem);
    }
}
