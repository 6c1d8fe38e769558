using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>A signal, its context, and the arguments that it offers.</summary>
internal sealed class SignalContract(string name, int number, INamedTypeSymbol context)
{
    // Compilations that differ by an edit share the library's symbols, so that its signals are read once for all of them.
    private static readonly ConditionalWeakTable<IAssemblySymbol, Dictionary<int, SignalContract>> Known = new();

    private IReadOnlyList<OfferedArgument>? _offers;
    private string? _contextName;

    public string Name { get; } = name;

    public int Number { get; } = number;

    public INamedTypeSymbol Context { get; } = context;

    /// <summary>The arguments, those of base contexts first and those that every signal has last.</summary>
    public IReadOnlyList<OfferedArgument> Offers => _offers ??= Read(Context);

    /// <summary>The context's class, fully qualified.</summary>
    public string ContextName => _contextName ??= CSharpText.FullName(Context);

    /// <summary>Whether the signal is about one database, which a filter can name: then its context overrides the key.</summary>
    public bool HasDatabase
    {
        get
        {
            for (var type = Context; type is not null && !type.Is(KnownNames.SignalContext); type = type.BaseType)
                if (!type.GetMembers(KnownNames.DatabaseKey).IsEmpty)
                    return true;
            return false;
        }
    }

    /// <summary>The argument of this name, if the signal offers one.</summary>
    public OfferedArgument? Offer(string argument)
    {
        foreach (var offer in Offers)
        {
            if (offer.Name == argument)
                return offer;
        }
        return null;
    }

    /// <summary>The contract of a number of the enum, or <see langword="null"/> when it is no signal.</summary>
    public static SignalContract? Find(IAssemblySymbol library, int number) =>
        Known.GetValue(library, ReadAll).TryGetValue(number, out var contract) ? contract : null;

    /// <summary>The contracts of all signals.</summary>
    public static IEnumerable<SignalContract> All(IAssemblySymbol library) =>
        Members(library).Select(field => field.ConstantValue is int number ? Find(library, number) : null).OfType<SignalContract>();

    /// <summary>The names of all signals.</summary>
    public static IEnumerable<string> Names(IAssemblySymbol library) => Members(library).Select(field => field.Name);

    private static IEnumerable<IFieldSymbol> Members(IAssemblySymbol library) =>
        library.GetTypeByMetadataName(KnownNames.Signal)?.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue) ?? [];

    private static Dictionary<int, SignalContract> ReadAll(IAssemblySymbol library)
    {
        var contracts = new Dictionary<int, SignalContract>();
        foreach (var member in Members(library))
        {
            if (member.ConstantValue is int number && !contracts.ContainsKey(number) && library.GetTypeByMetadataName($"{KnownNames.ContextNamespace}.{member.Name}Context") is { } context)
                contracts.Add(number, new SignalContract(member.Name, number, context));
        }
        return contracts;
    }

    private static ImmutableArray<OfferedArgument> Read(INamedTypeSymbol context)
    {
        var own = new List<OfferedArgument>();
        var common = new List<OfferedArgument>();
        for (var type = context; type is not null; type = type.BaseType)
        {
            var isCommon = type.Is(KnownNames.SignalContext);
            var declared = type.GetMembers().OfType<IPropertySymbol>().Where(IsOffered).Select(property => new OfferedArgument(property, isCommon));
            (isCommon ? common : own).InsertRange(0, declared);
        }
        return [.. own, .. common];
    }

    private static bool IsOffered(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, IsOverride: false, DeclaredAccessibility: Accessibility.Public }
        && property.GetMethod is { DeclaredAccessibility: Accessibility.Public };
}
