using System.Collections.Immutable;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Suppressors;

/// <summary>Takes back what another analyzer says of a receiver because it does not know who calls it.</summary>
public abstract class ReceiverSuppressor : DiagnosticSuppressor
{
    private readonly SuppressionDescriptor _suppression;

    private protected ReceiverSuppressor(string id, string suppressed, string justification)
    {
        _suppression = new SuppressionDescriptor(id, suppressed, justification);
        SupportedSuppressions = [_suppression];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; }

    /// <inheritdoc/>
    public sealed override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree && IsMistaken(diagnostic, tree, context))
                context.ReportSuppression(Suppression.Create(_suppression, diagnostic));
        }
    }

    /// <summary>Whether the symbol that the diagnostic is about is none of the other analyzer's business.</summary>
    private protected abstract bool IsMistaken(ISymbol symbol);

    /// <summary>Whether it is a receiver, as either half of a partial method.</summary>
    private protected static bool IsReceiver(ISymbol? symbol) =>
        symbol is IMethodSymbol method && ReceiverRules.IsReceiver(method.PartialDefinitionPart ?? method);

    private bool IsMistaken(Diagnostic diagnostic, SyntaxTree tree, SuppressionAnalysisContext context)
    {
        var root = tree.GetRoot(context.CancellationToken);
        if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            return false;
        // What is about a symbol stands at its name; so no body is bound for it.
        var node = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<SyntaxNode>(IsDeclaration);
        return node is not null && context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken) is { } symbol && IsMistaken(symbol);
    }

    private static bool IsDeclaration(SyntaxNode node) => node is ParameterSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;
}
