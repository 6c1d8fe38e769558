using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>The referenced assemblies that only an extern alias reaches: <c>global::</c> finds nothing of them.</summary>
internal static class ExternAliases
{
    private static readonly ConditionalWeakTable<Compilation, Dictionary<IAssemblySymbol, string>> Known = new();

    /// <summary>The alias of such an assembly, or <see langword="null"/> for any other.</summary>
    public static string? Of(IAssemblySymbol? assembly, Compilation compilation)
    {
        var aliases = Known.GetValue(compilation, Read);
        return assembly is not null && aliases.Count > 0 && aliases.TryGetValue(assembly, out var alias) ? alias : null;
    }

    /// <summary>The first such assembly that a type, its arguments or the types around it are of.</summary>
    public static (IAssemblySymbol Assembly, string Alias)? In(ITypeSymbol? type, Compilation compilation) => type switch
    {
        IArrayTypeSymbol array => In(array.ElementType, compilation),
        INamedTypeSymbol named when Of(named.ContainingAssembly, compilation) is { } alias => (named.ContainingAssembly, alias),
        INamedTypeSymbol named => named.TypeArguments.Append(named.ContainingType).Select(part => In(part, compilation)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static Dictionary<IAssemblySymbol, string> Read(Compilation compilation)
    {
        var aliases = new Dictionary<IAssemblySymbol, string>(SymbolEqualityComparer.Default);
        foreach (var reference in compilation.References)
        {
            var names = reference.Properties.Aliases;
            if (!names.IsDefaultOrEmpty && !names.Contains(MetadataReferenceProperties.GlobalAlias) && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                aliases[assembly] = names.OrderBy(name => name, StringComparer.Ordinal).First();
        }
        return aliases;
    }
}
