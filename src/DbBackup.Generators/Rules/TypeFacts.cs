using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>
/// What the rules ask about a type. The same few types stand in most receivers, and every key stroke asks about all of them again: so
/// each is looked at once a compilation.
/// </summary>
internal sealed class TypeFacts
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ITypeSymbol, TypeFacts>> Known = new();

    private readonly ITypeSymbol _type;
    private string? _fullName;
    private string? _dottedName;
    private IReadOnlyList<string>? _warnings;

    private TypeFacts(ITypeSymbol type, Compilation compilation)
    {
        _type = type;
        IsBroken = type.IsBroken();
        IsNameless = type.IsNameless();
        IsContext = type.DerivesFrom(KnownNames.SignalContext);
        HasPointer = PointsSomewhere(type);
        HiddenBehind = ExternAliases.In(type, compilation);
        Source = SourceOf(type);
    }

    /// <summary>Whether the type, or a part of it, does not exist or cannot be there.</summary>
    public bool IsBroken { get; }

    /// <summary>Whether a name around it, or its own, is still to be typed.</summary>
    public bool IsNameless { get; }

    /// <summary>Whether it is the context of signals, of one or of all.</summary>
    public bool IsContext { get; }

    /// <summary>Whether it is a pointer, or has one inside.</summary>
    public bool HasPointer { get; }

    /// <summary>The assembly of it, or of a part, that only an extern alias reaches.</summary>
    public (IAssemblySymbol Assembly, string Alias)? HiddenBehind { get; }

    /// <summary>Where an argument of a type that is known everywhere comes from.</summary>
    public ArgumentSource? Source { get; }

    /// <inheritdoc cref="CSharpText.FullName"/>
    public string FullName => _fullName ??= CSharpText.FullName(_type);

    /// <inheritdoc cref="CSharpText.DottedName(ISymbol)"/>
    public string DottedName => _dottedName ??= CSharpText.DottedName(_type);

    /// <summary>The warnings that each mention of it raises.</summary>
    public IReadOnlyList<string> Warnings => _warnings ??= [.. Mentioned(_type).SelectMany(Acknowledgement.WarningsAbout)];

    public static TypeFacts Of(ITypeSymbol type, Compilation compilation)
    {
        var known = Known.GetValue(compilation, static _ => new(SymbolEqualityComparer.IncludeNullability));
        return known.TryGetValue(type, out var facts) ? facts : known.GetOrAdd(type, new TypeFacts(type, compilation));
    }

    private static bool PointsSomewhere(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => PointsSomewhere(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(PointsSomewhere),
        _ => false,
    };

    private static ArgumentSource? SourceOf(ITypeSymbol type)
    {
        if (type.Is(KnownNames.CancellationToken))
            return ArgumentSource.Token;
        if (type.Is(KnownNames.Logger))
            return ArgumentSource.Logger;
        if (type.Is(KnownNames.Logger, arity: 1))
            return ArgumentSource.TypedLogger;
        if (type.Is(KnownNames.ServiceProvider))
            return ArgumentSource.Services;
        return type.Is(KnownNames.TimeProvider) ? ArgumentSource.Clock : null;
    }

    private static IEnumerable<ISymbol> Mentioned(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Mentioned(array.ElementType),
        INamedTypeSymbol named => named.WithContainingTypes().Concat(named.TypeArguments.SelectMany(Mentioned)),
        _ => [],
    };
}
