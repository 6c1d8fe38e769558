using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.Rules;

internal static class SymbolExtensions
{
    /// <summary>Whether a type of no nesting has this full name and number of type parameters.</summary>
    public static bool Is(this ITypeSymbol? type, string fullName, int arity = 0)
    {
        // Nearly every type has another name; nothing else of it is asked for then.
        if (type is null || !fullName.EndsWith(type.Name, StringComparison.Ordinal) || type is not INamedTypeSymbol { ContainingType: null } named || named.Arity != arity)
            return false;

        var end = fullName.Length;
        ISymbol? part = named;
        for (; part is not null and not INamespaceSymbol { IsGlobalNamespace: true } && end > 0; part = part.ContainingNamespace)
        {
            var start = end - part.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, part.Name, 0, part.Name.Length) != 0)
                return false;
            if (start > 0 && fullName[start - 1] != '.')
                return false;
            end = start - 1;
        }
        return end <= 0 && part is INamespaceSymbol { IsGlobalNamespace: true };
    }

    public static bool DerivesFrom(this ITypeSymbol? type, string fullName)
    {
        for (; type is not null; type = type.BaseType)
            if (type.Is(fullName))
                return true;
        return false;
    }

    public static AttributeData? Attribute(this ISymbol symbol, string fullName)
    {
        // Asked some dozen times for every receiver at each key stroke: no closure, no enumerator.
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(fullName))
                return attribute;
        }
        return null;
    }

    public static bool Has(this ISymbol symbol, string fullName) => symbol.Attribute(fullName) is not null;

    /// <summary>The symbol and the types around it, from the inside.</summary>
    public static IEnumerable<ISymbol> WithContainingTypes(this ISymbol symbol)
    {
        for (ISymbol? part = symbol; part is not null; part = part.ContainingType)
            yield return part;
    }

    /// <summary>The symbol, or a type around it, that code elsewhere in the assembly cannot reach; <see langword="null"/> when there is none.</summary>
    public static ISymbol? Blocking(this ISymbol symbol) => symbol.WithContainingTypes().LastOrDefault(IsBlocking);

    /// <summary>Whether code elsewhere in the assembly cannot reach it, whatever is around it.</summary>
    public static bool IsBlocking(this ISymbol symbol) =>
        symbol is INamedTypeSymbol { IsFileLocal: true }
        || symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;

    /// <summary>Whether the type, or a part of it, does not exist or cannot be there. The compiler has said so already.</summary>
    public static bool IsBroken(this ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => array.ElementType.IsBrokenAsPart(),
        IPointerTypeSymbol pointer => pointer.PointedAtType.IsBroken(),
        INamedTypeSymbol named => named.TypeArguments.Any(IsBrokenAsPart) || (named.ContainingType?.IsBroken() ?? false),
        _ => false,
    };

    private static bool IsBrokenAsPart(this ITypeSymbol type) =>
        type.IsBroken() || type.IsStatic || type.IsRefLikeType || type.SpecialType == SpecialType.System_Void;

    /// <summary>
    /// Whether <c>[SuppressMessage]</c> on the symbol, around it or on the assembly names one of these rules. It silences even errors
    /// that nothing else can.
    /// </summary>
    public static bool IsSilenced(this ISymbol symbol) => symbol.WithContainingTypes()
        .Append(symbol.ContainingAssembly)
        .Append(symbol.ContainingModule)
        .SelectMany(part => part.GetAttributes())
        .Where(attribute => attribute.AttributeClass.Is(KnownNames.SuppressMessage) || attribute.AttributeClass.Is(KnownNames.UnconditionalSuppressMessage))
        .Any(attribute => attribute.ConstructorArguments is [_, { Value: string rule }, ..] && rule.StartsWith("DBB", StringComparison.Ordinal));

    /// <summary>Whether a name around it, or its own, is still to be typed, or the compiler's own for code in no type.</summary>
    public static bool IsNameless(this ISymbol symbol)
    {
        for (var part = symbol; part is not null and not INamespaceSymbol { IsGlobalNamespace: true }; part = part.ContainingSymbol)
        {
            if (part is (INamedTypeSymbol or IMethodSymbol or INamespaceSymbol) && !SyntaxFacts.IsValidIdentifier(part.Name))
                return true;
        }
        return false;
    }

    /// <summary>Whether another member of the type has the method's name and parameters, so that a call of it would be ambiguous.</summary>
    public static bool IsDefinedTwice(this IMethodSymbol method)
    {
        foreach (var member in method.ContainingType.GetMembers(method.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(member, method)
                && (member is not IMethodSymbol other || (other.Arity == method.Arity && HaveSameParameters(other, method))))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Where the type of the parameter stands.</summary>
    public static Location PlaceOfType(this IParameterSymbol parameter) =>
        (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ParameterSyntax)?.Type?.GetLocation() ?? parameter.Place();

    /// <summary>Where the symbol's name stands in the source.</summary>
    public static Location Place(this ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None;

    private static bool HaveSameParameters(IMethodSymbol first, IMethodSymbol second) =>
        first.Parameters.Length == second.Parameters.Length
        && first.Parameters.All(one =>
            second.Parameters[one.Ordinal] is var other && one.RefKind == other.RefKind && SymbolEqualityComparer.Default.Equals(one.Type, other.Type));
}
