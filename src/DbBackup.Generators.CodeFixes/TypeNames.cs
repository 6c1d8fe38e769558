using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Types in new code.</summary>
internal static class TypeNames
{
    /// <summary>The type's full name, which the editor shortens, and for which it adds the using.</summary>
    /// <param name="generator">Writes it.</param>
    /// <param name="type">The type.</param>
    /// <param name="at">The node in whose place, or in which, it will stand.</param>
    /// <param name="model">Knows what is in scope there.</param>
    public static TypeSyntax NameOf(this SyntaxGenerator generator, ITypeSymbol type, SyntaxNode at, SemanticModel model)
    {
        var name = (TypeSyntax)generator.TypeExpression(type);
        // A using that a global one makes superfluous would be added and taken away again, and leave an empty line behind.
        return Mentioned(type).All(IsInScope) ? name : name.WithAdditionalAnnotations(Simplifier.AddImportsAnnotation);

        bool IsInScope(INamedTypeSymbol mentioned) =>
            mentioned.SpecialType != SpecialType.None
            || model.LookupNamespacesAndTypes(at.SpanStart, name: mentioned.Name).Contains(mentioned, SymbolEqualityComparer.Default);
    }

    /// <inheritdoc cref="NameOf(SyntaxGenerator, ITypeSymbol, SyntaxNode, SemanticModel)"/>
    public static TypeSyntax NameOf(this SyntaxGenerator generator, ITypeSymbol type, SyntaxNode at, Compilation compilation) =>
        generator.NameOf(type, at, compilation.GetSemanticModel(at.SyntaxTree));

    /// <summary>The named types that the type is made of.</summary>
    public static IEnumerable<INamedTypeSymbol> Mentioned(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Mentioned(array.ElementType),
        INamedTypeSymbol named => [named.OriginalDefinition, .. named.TypeArguments.SelectMany(Mentioned)],
        _ => [],
    };
}
