using System.Collections.Immutable;
using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <content>What is allowed and yet unwise.</content>
internal static partial class ReceiverRules
{
    private static IEnumerable<Diagnostic> Advice(IMethodSymbol method, ImmutableArray<Subscription> subscriptions) =>
        [.. OnTheMethod(method), .. OnTheToken(method), .. OnParameters(method, subscriptions)];

    private static IEnumerable<Diagnostic> OnTheMethod(IMethodSymbol method)
    {
        var name = NameOf(method);
        if (method.WithContainingTypes().FirstOrDefault(part => part.Has(KnownNames.Obsolete) && !IsObsoleteAsError(part)) is { } obsolete)
            yield return Diagnostic.Create(Descriptors.Obsolete, method.Place(), name, obsolete.Name);
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass.Is(KnownNames.RequiresUnreferencedCode) || attribute.AttributeClass.Is(KnownNames.RequiresDynamicCode))
                yield return Diagnostic.Create(Descriptors.NotTrimSafe, method.Place(), name, attribute.AttributeClass!.Name.Replace("Attribute", ""));
        }
    }

    private static IEnumerable<Diagnostic> OnTheToken(IMethodSymbol method)
    {
        var token = method.Parameters.FirstOrDefault(parameter => parameter.Type.Is(KnownNames.CancellationToken));
        if (token is null && (ReturnsTask(method) || ReturnsValueTask(method)))
            yield return Diagnostic.Create(Descriptors.NoToken, method.Place(), NameOf(method));
        if (token is not null && token.Ordinal < method.Parameters.Length - 1)
            yield return Diagnostic.Create(Descriptors.TokenNotLast, token.Place(), token.Name);
    }

    private static IEnumerable<Diagnostic> OnParameters(IMethodSymbol method, ImmutableArray<Subscription> subscriptions)
    {
        // A token's default is for those who call the method themselves, as every asynchronous method offers.
        foreach (var parameter in method.Parameters.Where(parameter => parameter.HasExplicitDefaultValue && !parameter.Type.Is(KnownNames.CancellationToken)))
            yield return Diagnostic.Create(Descriptors.DefaultIgnored, parameter.Place(), parameter.Name);

        foreach (var binding in subscriptions.FirstOrDefault()?.Bindings ?? [])
        {
            var attribute = binding.Parameter.Attribute(KnownNames.FromServices) ?? binding.Parameter.Attribute(KnownNames.FromKeyedServices);
            if (attribute is not null && binding.Source is not (ArgumentSource.RequiredService or ArgumentSource.OptionalService or ArgumentSource.OptionalValueService))
                yield return Diagnostic.Create(Descriptors.RedundantServiceAttribute, binding.Parameter.Place(), binding.Parameter.Name, attribute.AttributeClass!.Name.Replace("Attribute", ""), CSharpText.ReadableName(binding.Parameter.Type));
        }
    }
}
