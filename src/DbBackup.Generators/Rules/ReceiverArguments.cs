using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.Rules;

/// <summary>What one <c>[Receiver]</c> says, and where in the source each part of it stands.</summary>
internal sealed class ReceiverArguments
{
    private readonly AttributeData _attribute;

    public ReceiverArguments(AttributeData attribute)
    {
        _attribute = attribute;
        Signals = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: var values }]
            ? ImmutableArray.CreateRange(values, static value => value.Value as int? ?? 0)
            : [];
        Contracts = ImmutableArray.CreateRange(Signals, static (number, library) => SignalContract.Find(library, number), Library);
        IsBroken = attribute.AttributeConstructor is null
            || attribute.ConstructorArguments.Any(HasError)
            || attribute.NamedArguments.Any(argument => HasError(argument.Value));
    }

    /// <summary>The numbers of the signals, defined or not.</summary>
    public ImmutableArray<int> Signals { get; }

    /// <summary>The contract of each of <see cref="Signals"/>; <see langword="null"/> for a number that is no signal.</summary>
    public ImmutableArray<SignalContract?> Contracts { get; }

    /// <summary>Whether the compiler reports an error in the attribute.</summary>
    public bool IsBroken { get; }

    public int Order => Named(nameof(Order)) as int? ?? 0;

    /// <summary>Whether the order is written down, be it the default.</summary>
    public bool HasOrder => Named(nameof(Order)) is not null;

    public string? Database => Named(nameof(Database)) as string;

    public int TimeoutSeconds => Named(nameof(TimeoutSeconds)) as int? ?? 0;

    public string? Id => Named(nameof(Id)) as string;

    /// <summary>The assembly that has the attribute, the signals and their contexts.</summary>
    public IAssemblySymbol Library => _attribute.AttributeClass!.ContainingAssembly;

    /// <summary>Where a named argument stands.</summary>
    public Location PlaceOf(string argument) => Place(syntax => syntax.FirstOrDefault(node => node.NameEquals?.Name.Identifier.ValueText == argument));

    /// <summary>Where the signal at this index stands.</summary>
    public Location PlaceOfSignal(int index) => Place(syntax =>
    {
        var positional = syntax.Where(node => node.NameEquals is null).ToArray();
        return positional.Length == Signals.Length ? positional[index] : positional.FirstOrDefault();
    });

    /// <summary>Where the attribute stands.</summary>
    public Location Place() => Place(_ => null);

    private Location Place(Func<SeparatedSyntaxList<AttributeArgumentSyntax>, AttributeArgumentSyntax?> choose)
    {
        if (_attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
            return Location.None;
        return ((syntax.ArgumentList is { } list ? choose(list.Arguments) : null) ?? (SyntaxNode)syntax).GetLocation();
    }

    private object? Named(string name)
    {
        foreach (var argument in _attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value is { Kind: TypedConstantKind.Primitive } value ? value.Value : null;
        }
        return null;
    }

    private static bool HasError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error || (constant is { Kind: TypedConstantKind.Array, IsNull: false } && constant.Values.Any(HasError));
}
