using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>The place of a diagnostic, and what stands there.</summary>
internal sealed record DiagnosedCode(Document Document, Diagnostic Diagnostic, SyntaxNode Node, SemanticModel Model)
{
    public static async Task<DiagnosedCode?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken token)
    {
        if (await document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            return null;
        if (await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model)
            return null;
        return new DiagnosedCode(document, diagnostic, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model);
    }

    public Solution Solution => Document.Project.Solution;

    public Compilation Compilation => Model.Compilation;

    /// <summary>The method around, as its definition if it is partial.</summary>
    public IMethodSymbol? Method(CancellationToken token)
    {
        if (Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration || Model.GetDeclaredSymbol(declaration, token) is not { } method)
            return null;
        return method.PartialDefinitionPart ?? method;
    }

    /// <summary>The parameter of <paramref name="method"/> around.</summary>
    public IParameterSymbol? Parameter(IMethodSymbol method) =>
        Node.FirstAncestorOrSelf<ParameterSyntax>() is { } declaration
            ? method.Parameters.FirstOrDefault(parameter => parameter.Name == declaration.Identifier.ValueText)
            : null;

    /// <summary>The class around.</summary>
    public INamedTypeSymbol? Type(CancellationToken token) =>
        Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration ? Model.GetDeclaredSymbol(declaration, token) : null;
}
