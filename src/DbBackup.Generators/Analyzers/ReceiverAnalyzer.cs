using System.Collections.Immutable;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Analyzers;

/// <summary>Reports what is wrong with a receiver itself, while it is typed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReceiverAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NotStatic, Descriptors.Generic, Descriptors.Inaccessible, Descriptors.UnknownParameter, Descriptors.WrongContext,
        Descriptors.WrongType, Descriptors.BoundTwice, Descriptors.UncallableParameter, Descriptors.WrongReturnType, Descriptors.AsyncVoid,
        Descriptors.NoBody, Descriptors.UncallableAttribute, Descriptors.FileLocal, Descriptors.NotAMethod, Descriptors.UndefinedSignal,
        Descriptors.SameSignalTwice, Descriptors.NegativeTimeout, Descriptors.EmptyDatabase, Descriptors.EmptyId,
        Descriptors.ServiceAttribute, Descriptors.ObsoleteError, Descriptors.DefaultIgnored, Descriptors.NoToken, Descriptors.TokenNotLast,
        Descriptors.Obsolete, Descriptors.NotTrimSafe, Descriptors.RedundantServiceAttribute, Descriptors.ExternAlias,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A receiver in a generated file is called as any other, so it is checked as any other.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(symbol => Report((IMethodSymbol)symbol.Symbol, symbol.Compilation, symbol.ReportDiagnostic), SymbolKind.Method);
        context.RegisterSyntaxNodeAction(
            CheckNested, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
    }

    /// <summary>Local functions and lambdas are no members, so that no symbol action sees them.</summary>
    private static void CheckNested(SyntaxNodeAnalysisContext context)
    {
        // Nearly all have no attribute; to ask for their symbols would bind every body.
        if (context.Node is LocalFunctionStatementSyntax { AttributeLists.Count: 0 } or LambdaExpressionSyntax { AttributeLists.Count: 0 })
            return;
        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is IMethodSymbol method)
            Report(method, context.Compilation, context.ReportDiagnostic);
    }

    private static void Report(IMethodSymbol method, Compilation compilation, Action<Diagnostic> report)
    {
        if (!ReceiverRules.IsReceiver(method))
            return;
        foreach (var problem in ReceiverRules.Check(method, compilation).Problems)
            report(problem);
    }
}
