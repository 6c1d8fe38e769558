using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Where a symbol is declared, and how a declaration is replaced.</summary>
internal static class Declarations
{
    /// <summary>Every declaration of the symbol, those of both halves of a partial method included.</summary>
    public static IEnumerable<SyntaxNode> Of(ISymbol symbol, CancellationToken token)
    {
        IEnumerable<ISymbol> parts = symbol is IMethodSymbol { PartialImplementationPart: { } body } ? [symbol, body] : [symbol];
        return parts.SelectMany(part => part.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(token));
    }

    /// <summary>Whether all of it stands in files that somebody writes by hand.</summary>
    public static bool AreEditable(ISymbol symbol, Solution solution, CancellationToken token) =>
        !symbol.DeclaringSyntaxReferences.IsEmpty
        && Of(symbol, token).All(declaration => solution.GetDocument(declaration.SyntaxTree) is not (null or SourceGeneratedDocument));

    /// <summary>Replaces a declaration by what <paramref name="replace"/> makes of it, as other edits have left it.</summary>
    public static async Task ReplaceAsync<T>(
        this SolutionEditor solution, T declaration, Func<T, SyntaxGenerator, SyntaxNode> replace, CancellationToken token) where T : SyntaxNode
    {
        if (solution.OriginalSolution.GetDocumentId(declaration.SyntaxTree) is not { } id)
            return;
        var document = await solution.GetDocumentEditorAsync(id, token).ConfigureAwait(false);
        document.ReplaceNode(declaration, (current, generator) => replace((T)current, generator));
    }
}
