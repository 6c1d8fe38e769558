using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.Rules;

/// <content>The same from symbols, with places in the source.</content>
internal static partial class LibraryRules
{
    /// <summary>The libraries' receivers that the registry takes, and what is wrong with how it asks for them.</summary>
    public static LibraryVerdict Check(INamedTypeSymbol registry, Compilation compilation, CancellationToken token) =>
        Check(TakesAll(registry), Inclusions(registry), ExportManifest.Libraries(compilation, token));

    /// <summary>The models of <see cref="Attributes"/>.</summary>
    public static EquatableArray<InclusionModel> Inclusions(INamedTypeSymbol registry) =>
        Attributes(registry).Select(attribute => Inclusion(attribute, registry.ContainingAssembly)).ToEquatableArray();

    /// <summary>The id in <c>Except</c>, the attribute, or the registry: whatever the problem is about.</summary>
    public static Location PlaceOf(LibraryProblem problem, INamedTypeSymbol registry)
    {
        if (problem.Inclusion < 0 || Attributes(registry).ElementAt(problem.Inclusion).ApplicationSyntaxReference?.GetSyntax() is not { } attribute)
            return registry.Place();
        var id = attribute.DescendantNodes().OfType<LiteralExpressionSyntax>().FirstOrDefault(literal =>
            problem.Except is not null && literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == problem.Except);
        return (id ?? attribute).GetLocation();
    }

    /// <summary>The libraries of which none of the registries takes or refuses anything.</summary>
    public static IEnumerable<LibraryModel> NotIncluded(IReadOnlyCollection<INamedTypeSymbol> registries, EquatableArray<LibraryModel> libraries)
    {
        if (registries.Any(TakesAll))
            return [];
        var named = new HashSet<string>(registries.SelectMany(registry => Inclusions(registry)).Select(inclusion => inclusion.Assembly), StringComparer.Ordinal);
        return libraries.Where(library => !named.Contains(library.Name));
    }

    /// <summary>
    /// The public types by which a library's receivers can be included, those that declare receivers first. A static class is none:
    /// C# allows it no place between angle brackets.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> Markers(LibraryModel library, IAssemblySymbol assembly)
    {
        var declaring = new HashSet<string>(library.Exports.Select(export => export.Type), StringComparer.Ordinal);
        return PublicTypes(assembly.GlobalNamespace)
            .Where(type => type is { IsStatic: false, Arity: 0, IsRefLikeType: false })
            .Select(type => (Type: type, Name: CSharpText.DottedName(type)))
            .OrderByDescending(marker => declaring.Contains(marker.Name))
            .ThenByDescending(marker => marker.Name.EndsWith("Receivers", StringComparison.Ordinal))
            .ThenBy(marker => marker.Name, StringComparer.Ordinal)
            .Select(marker => marker.Type);
    }

    private static IEnumerable<INamedTypeSymbol> PublicTypes(INamespaceSymbol space) =>
        space.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public).Concat(space.GetNamespaceMembers().SelectMany(PublicTypes));
}
