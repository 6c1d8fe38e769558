using System.Composition;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Gives an asynchronous receiver a token, and passes it on to what it waits for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddTokenFix)), Shared]
public sealed class AddTokenFix() : ReceiverFix("Add cancellation tokens", DiagnosticIds.DBB0041NoToken)
{
    private static readonly string[] Candidates = ["token", "cancellationToken"];

    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token)
    {
        if (code.Method(token) is not { } method
            || code.Compilation.GetTypeByMetadataName(KnownNames.CancellationToken) is not { } type
            || !Declarations.AreEditable(method, code.Solution, token))
            return Task.FromResult<Correction?>(null);

        MethodDeclarationSyntax[] declarations = [.. Declarations.Of(method, token).OfType<MethodDeclarationSyntax>()];
        var name = Candidates.FirstOrDefault(name => !declarations.Any(declaration => declaration.Mentions(name)));
        if (name is null)
            return Task.FromResult<Correction?>(null);

        return Task.FromResult<Correction?>(new Correction($"Add a CancellationToken to '{method.Name}' and pass it on", async (editor, token) =>
        {
            var isOptional = method.Parameters.Any(parameter => parameter.IsOptional) || await IsCalledAsync(method, editor.OriginalSolution, token).ConfigureAwait(false);
            foreach (var declaration in declarations)
            {
                await PassOnAsync(declaration, name, editor, token).ConfigureAwait(false);
                await editor.ReplaceAsync(
                    declaration.ParameterList, (current, generator) => current.Append(Parameter(generator.NameOf(type, declaration, code.Compilation), name, isOptional)), token).ConfigureAwait(false);
            }
        }));
    }

    /// <summary>Whether somebody calls it by hand; the table, which is generated, adapts itself.</summary>
    private static async Task<bool> IsCalledAsync(IMethodSymbol method, Solution solution, CancellationToken token)
    {
        var found = await SymbolFinder.FindReferencesAsync(method, solution, token).ConfigureAwait(false);
        return found.SelectMany(reference => reference.Locations).Any(location => !location.IsImplicit && location.Document is not SourceGeneratedDocument);
    }

    private static async Task PassOnAsync(MethodDeclarationSyntax declaration, string name, SolutionEditor editor, CancellationToken token)
    {
        if (editor.OriginalSolution.GetDocument(declaration.SyntaxTree) is not { } document
            || await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model)
            return;
        foreach (var (call, parameter) in TokenPassing.Find(declaration, model, token))
            await editor.ReplaceAsync(call, (current, _) => TokenPassing.With(current, SyntaxFactory.IdentifierName(name), parameter), token).ConfigureAwait(false);
    }

    private static ParameterSyntax Parameter(TypeSyntax type, string name, bool isOptional)
    {
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithType(type.WithTrailingTrivia(SyntaxFactory.Space));
        if (!isOptional)
            return parameter;
        var equals = SyntaxFactory.Token([SyntaxFactory.Space], SyntaxKind.EqualsToken, [SyntaxFactory.Space]);
        return parameter.WithDefault(SyntaxFactory.EqualsValueClause(equals, SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression)));
    }
}
