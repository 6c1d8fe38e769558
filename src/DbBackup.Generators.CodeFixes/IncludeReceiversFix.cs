using System.Composition;
using DbBackup.Generators.Analyzers;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Includes a library's receivers in the registry, by the type that fits best.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IncludeReceiversFix)), Shared]
public sealed class IncludeReceiversFix() : ReceiverFix("Include the receivers of libraries", DiagnosticIds.DBB0052NotIncluded)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token) => Task.FromResult(Find(code));

    private static Correction? Find(DiagnosedCode code)
    {
        if (code.Node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { AttributeLists.Count: > 0 } registry
            || Marker(code) is not { } marker
            || code.Compilation.GetTypeByMetadataName(KnownNames.IncludeReceiversAttribute + "`1") is not { } attribute)
            return null;

        return new Correction($"Include the receivers of {marker.ContainingAssembly.Name}", (editor, token) => editor.ReplaceAsync(
            registry,
            (current, generator) => Mark(current, (NameSyntax)generator.NameOf(attribute.Construct(marker), registry, code.Model)),
            token));
    }

    private static INamedTypeSymbol? Marker(DiagnosedCode code)
    {
        if (!code.Diagnostic.Properties.TryGetValue(LibraryAnalyzer.Types, out var types) || types is null)
            return null;
        var first = types.Split(LibraryAnalyzer.Separator)[0].Replace("global::", "").Replace("@", "");
        return code.Compilation.GetTypesByMetadataName(first).FirstOrDefault(type => type.DeclaredAccessibility == Accessibility.Public);
    }

    /// <summary>The attribute stands below the others, on a line of its own if they do.</summary>
    private static ClassDeclarationSyntax Mark(ClassDeclarationSyntax registry, NameSyntax attribute)
    {
        var last = registry.AttributeLists.Last();
        var indent = last.GetLeadingTrivia().Where((trivia, i) => i == last.GetLeadingTrivia().Count - 1 && trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var end = last.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).DefaultIfEmpty(SyntaxFactory.Space);
        var added = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(attribute)]).WithLeadingTrivia(indent).WithTrailingTrivia(end);
        return registry.AddAttributeLists(added);
    }
}
