using System.Composition;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Derives a registry from <c>ReceiverRegistry</c>, if it has no other base class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddBaseFix)), Shared]
public sealed class AddBaseFix() : ReceiverFix("Derive registries from ReceiverRegistry", DiagnosticIds.DBB0031RegistryWrongBase)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token)
    {
        if (code.Type(token) is not { BaseType.SpecialType: SpecialType.System_Object } registry
            || code.Node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration
            || code.Compilation.GetTypeByMetadataName(KnownNames.ReceiverRegistry) is not { } baseClass)
            return Task.FromResult<Correction?>(null);

        return Task.FromResult<Correction?>(new Correction(
            $"Derive '{registry.Name}' from ReceiverRegistry",
            (editor, token) => editor.ReplaceAsync(declaration, (current, generator) => Derive(current, generator.NameOf(baseClass, declaration, code.Compilation)), token)));
    }

    private static ClassDeclarationSyntax Derive(ClassDeclarationSyntax declaration, TypeSyntax baseClass)
    {
        var type = SyntaxFactory.SimpleBaseType(baseClass);
        if (declaration.BaseList is { } interfaces)
            return declaration.WithBaseList(interfaces.WithTypes(interfaces.Types.Insert(0, type)).WithAdditionalAnnotations(Formatter.Annotation));

        var last = declaration.ParameterList?.GetLastToken() ?? declaration.Identifier;
        var bases = SyntaxFactory.BaseList(SyntaxFactory.Token(default, SyntaxKind.ColonToken, [SyntaxFactory.Space]), [type]).WithTrailingTrivia(last.TrailingTrivia);
        return declaration.ReplaceToken(last, last.WithTrailingTrivia(SyntaxFactory.Space)).WithBaseList(bases);
    }
}
