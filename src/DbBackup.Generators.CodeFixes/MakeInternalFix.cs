using System.Composition;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Makes internal whatever keeps the table from reaching a receiver: the method, types around it, types that it takes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeInternalFix)), Shared]
public sealed class MakeInternalFix() : ReceiverFix("Make receivers internal", DiagnosticIds.DBB0003Inaccessible, DiagnosticIds.DBB0013FileLocal)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token) => Task.FromResult(Find(code, token));

    private static Correction? Find(DiagnosedCode code, CancellationToken token)
    {
        if (code.Method(token) is not { } method)
            return null;
        // A method may not be more accessible than the types that it mentions.
        ISymbol[] blocking =
        [
            .. method.Parameters.SelectMany(parameter => TypeNames.Mentioned(parameter.Type)).Prepend<ISymbol>(method)
                .SelectMany(symbol => symbol.WithContainingTypes())
                .Where(part => !part.DeclaringSyntaxReferences.IsEmpty && part.IsBlocking())
                .Distinct(SymbolEqualityComparer.Default),
        ];
        if (blocking.Length == 0 || !blocking.All(symbol => Declarations.AreEditable(symbol, code.Solution, token)))
            return null;

        var declarations = blocking.SelectMany(symbol => ToChange(symbol, token)).ToArray();
        return new Correction($"Make {string.Join(" and ", blocking.Select(symbol => $"'{symbol.Name}'"))} internal", async (editor, token) =>
        {
            foreach (var declaration in declarations)
                await editor.ReplaceAsync(declaration, (current, _) => current.AsInternal(), token).ConfigureAwait(false);
        });
    }

    /// <summary>Only one part of a partial type need say who may reach it; those that do agree.</summary>
    private static IEnumerable<MemberDeclarationSyntax> ToChange(ISymbol symbol, CancellationToken token)
    {
        MemberDeclarationSyntax[] all = [.. Declarations.Of(symbol, token).OfType<MemberDeclarationSyntax>()];
        if (symbol is IMethodSymbol)
            return all;
        MemberDeclarationSyntax[] explicitly = [.. all.Where(declaration => declaration.Modifiers.Any(Modifiers.IsAccess))];
        return explicitly.Length > 0 ? explicitly : all.Take(1);
    }
}
