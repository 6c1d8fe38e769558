using System.Collections.Immutable;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Analyzers;

/// <summary>Reports receivers that block on asynchronous work. Only their bodies are looked into.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SyncOverAsync];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(CheckBody, SyntaxKind.MethodDeclaration);
    }

    private static void CheckBody(SyntaxNodeAnalysisContext context)
    {
        foreach (var problem in ReceiverRules.SyncOverAsync((MethodDeclarationSyntax)context.Node, context.SemanticModel, context.CancellationToken))
            context.ReportDiagnostic(problem);
    }
}
