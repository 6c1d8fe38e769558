using System.Composition;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Adds <c>partial</c> to a registry and to the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPartialFix)), Shared]
public sealed class AddPartialFix() : ReceiverFix("Make registries partial", DiagnosticIds.DBB0030RegistryNotPartial)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token)
    {
        if (code.Type(token) is not { } type || !Declarations.AreEditable(type, code.Solution, token))
            return Task.FromResult<Correction?>(null);

        // All of the way from the outermost type to each registry, so that one click is enough.
        var parts = Registries(type).SelectMany(registry => registry.WithContainingTypes()).Distinct(SymbolEqualityComparer.Default);
        var declarations = parts.SelectMany(part => Declarations.Of(part, token)).OfType<MemberDeclarationSyntax>().ToArray();
        return Task.FromResult<Correction?>(new Correction($"Make '{type.Name}' partial", async (editor, token) =>
        {
            foreach (var declaration in declarations)
                await editor.ReplaceAsync(declaration, (current, _) => current.AsPartial(), token).ConfigureAwait(false);
        }));
    }

    private static IEnumerable<INamedTypeSymbol> Registries(INamedTypeSymbol type) =>
        RegistryRules.IsRegistry(type) ? [type] : type.GetTypeMembers().SelectMany(Registries);
}
