using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Rules;

/// <summary>Binds a parameter by the first of four rules that fits: the context, a type known everywhere, a service, its name.</summary>
internal sealed class ParameterBinder(SignalContract signal, Compilation compilation)
{
    /// <summary>The binding, or why there is none.</summary>
    public (Binding? Binding, Diagnostic? Problem) Bind(ReceiverParameter parameter)
    {
        var (symbol, type) = parameter;
        if (type.IsContext)
            return ByContext(symbol);
        if (type.Source is { } source)
            return (new Binding(symbol, source, source == ArgumentSource.TypedLogger ? ((INamedTypeSymbol)symbol.Type).TypeArguments[0] : null), null);
        if (symbol.Has(KnownNames.FromServices) || symbol.Has(KnownNames.FromKeyedServices))
            return ByService(symbol);
        return ByName(symbol);
    }

    private (Binding?, Diagnostic?) ByContext(IParameterSymbol parameter)
    {
        for (var type = signal.Context; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, parameter.Type))
                return (new Binding(parameter, ArgumentSource.Context, type.Is(KnownNames.SignalContext) ? null : type), null);
        }
        return (null, Descriptors.WrongContext.At(parameter.PlaceOfType(), signal.Name, parameter.Type.Name, signal.Context.Name));
    }

    private static (Binding?, Diagnostic?) ByService(IParameterSymbol parameter)
    {
        string? key = null;
        if (parameter.Attribute(KnownNames.FromKeyedServices) is { } keyed)
        {
            if (parameter.Has(KnownNames.FromServices))
                return Unclear("it has both [FromServices] and [FromKeyedServices]; keep one of them");
            if (keyed.ConstructorArguments is not [var constant])
                return Unclear("[FromKeyedServices] has no key; name one");
            key = ServiceKey.Expression(constant);
            if (key is null)
                return Unclear("the table cannot repeat its key; use a string, a number, or an accessible enum or type");
        }

        if (parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } value)
            return (new Binding(parameter, ArgumentSource.OptionalValueService, value.TypeArguments[0], Key: key), null);

        var source = parameter.NullableAnnotation == NullableAnnotation.Annotated ? ArgumentSource.OptionalService : ArgumentSource.RequiredService;
        return (new Binding(parameter, source, parameter.Type, Key: key), null);

        (Binding?, Diagnostic?) Unclear(string why) => (null, Descriptors.ServiceAttribute.At(parameter.Place(), parameter.Name, why));
    }

    private (Binding?, Diagnostic?) ByName(IParameterSymbol parameter)
    {
        if (signal.Offer(parameter.Name) is not { } offered)
            return (null, Unknown(parameter));

        var property = offered.Property;
        if (!Converts(compilation, property.Type, parameter.Type))
        {
            var (sent, declared) = Distinct(property.Type, parameter.Type);
            return (null, Descriptors.WrongType.At(parameter.PlaceOfType(), signal.Name, CSharpText.Identifier(parameter.Name), sent, declared));
        }

        // An argument of exactly the parameter's type picks this overload and no other.
        var fits = SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type);
        var source = offered.IsCommon ? ArgumentSource.CommonProperty : ArgumentSource.OwnProperty;
        return (new Binding(parameter, source, fits ? null : parameter.Type, property), null);
    }

    /// <summary>An implicit conversion, and no null where the receiver rules it out.</summary>
    public static bool Converts(Compilation compilation, ITypeSymbol offered, ITypeSymbol declared) =>
        (SymbolEqualityComparer.Default.Equals(offered, declared) || compilation.ClassifyConversion(offered, declared).IsImplicit)
        && !(offered.NullableAnnotation == NullableAnnotation.Annotated
            && declared is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated });

    private Diagnostic Unknown(IParameterSymbol parameter)
    {
        var meant = Nearest(parameter);
        return Descriptors.UnknownParameter.At(
            parameter.Place(),
            signal.Name,
            parameter.Name,
            meant is null ? "." : $"; did you mean '{meant}'?",
            string.Join(", ", signal.Offers),
            signal.Context.Name);
    }

    /// <summary>The argument that was meant by a parameter of another name, as far as one can tell.</summary>
    public string? Nearest(IParameterSymbol parameter) =>
        NearestName.Of(parameter.Name, signal.Offers.Select(offer => offer.Name)) ?? OnlyOneOfType(parameter.Type);

    private string? OnlyOneOfType(ITypeSymbol type)
    {
        var same = signal.Offers.Where(offer => SymbolEqualityComparer.Default.Equals(offer.Property.Type, type)).ToArray();
        return same.Length == 1 ? same[0].Name : null;
    }

    /// <summary>The names of two types, with namespaces only if they would look the same without.</summary>
    private static (string First, string Second) Distinct(ITypeSymbol first, ITypeSymbol second)
    {
        var names = (CSharpText.ReadableName(first), CSharpText.ReadableName(second));
        return names.Item1 == names.Item2 ? (first.ToDisplayString(), second.ToDisplayString()) : names;
    }
}
