using System.Collections.Immutable;
using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <content>What is allowed and yet unwise.</content>
internal static partial class ReceiverRules
{
    private static IEnumerable<Diagnostic> Advice(IMethodSymbol method, ImmutableArray<Subscription> subscriptions) =>
        [.. OnTheMethod(method), .. OnTheFilter(method, subscriptions), .. OnTheToken(method), .. OnParameters(method, subscriptions)];

    private static IEnumerable<Diagnostic> OnTheMethod(IMethodSymbol method)
    {
        var name = NameOf(method);
        if (method.WithContainingTypes().FirstOrDefault(part => part.Has(KnownNames.Obsolete) && !IsObsoleteAsError(part)) is { } obsolete)
            yield return Descriptors.Obsolete.At(method.Place(), name, obsolete.Name);
        // On a class they hold for its static methods too.
        foreach (var attribute in method.WithContainingTypes().SelectMany(part => part.GetAttributes()).Where(IsTrimWarning))
            yield return Descriptors.NotTrimSafe.At(method.Place(), name, ShortName(attribute));
    }

    private static IEnumerable<Diagnostic> OnTheFilter(IMethodSymbol method, ImmutableArray<Subscription> subscriptions) =>
        from subscription in subscriptions
        let attribute = subscription.Arguments
        where attribute.Database is not null && !subscription.Signal.HasDatabase
        select Descriptors.FilterNeverMatches.At(
            attribute.PlaceOf(nameof(attribute.Database)), subscription.Signal.Name, NameOf(method), CSharpText.Literal(attribute.Database!));

    private static IEnumerable<Diagnostic> OnTheToken(IMethodSymbol method)
    {
        var token = method.Parameters.LastOrDefault(parameter => parameter.Type.Is(KnownNames.CancellationToken));
        if (token is null && (ReturnsTask(method) || ReturnsValueTask(method)))
            yield return Descriptors.NoToken.At(method.Place(), NameOf(method));
        if (token is not null && token.Ordinal < method.Parameters.Length - 1)
            yield return Descriptors.TokenNotLast.At(token.Place(), token.Name);
    }

    private static IEnumerable<Diagnostic> OnParameters(IMethodSymbol method, ImmutableArray<Subscription> subscriptions)
    {
        // A token's default is for those who call the method themselves, as every asynchronous method offers.
        foreach (var parameter in method.Parameters)
        {
            if (parameter.HasExplicitDefaultValue && !parameter.Type.Is(KnownNames.CancellationToken))
                yield return Descriptors.DefaultIgnored.At(parameter.Place(), parameter.Name);
        }

        foreach (var binding in subscriptions.FirstOrDefault()?.Bindings ?? [])
        {
            var attribute = binding.Parameter.Attribute(KnownNames.FromServices) ?? binding.Parameter.Attribute(KnownNames.FromKeyedServices);
            if (attribute is null || binding.Source is ArgumentSource.RequiredService or ArgumentSource.OptionalService or ArgumentSource.OptionalValueService)
                continue;
            yield return Descriptors.RedundantServiceAttribute.At(
                binding.Parameter.Place(), binding.Parameter.Name, ShortName(attribute), CSharpText.ReadableName(binding.Parameter.Type));
        }
    }

    private static bool IsTrimWarning(AttributeData attribute) =>
        attribute.AttributeClass.Is(KnownNames.RequiresUnreferencedCode)
        || attribute.AttributeClass.Is(KnownNames.RequiresDynamicCode)
        || attribute.AttributeClass.Is(KnownNames.RequiresAssemblyFiles);

    private static string ShortName(AttributeData attribute) => attribute.AttributeClass!.Name.Replace("Attribute", "");
}
