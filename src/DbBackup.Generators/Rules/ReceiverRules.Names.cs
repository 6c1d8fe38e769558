using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <content>Whether generated code can name what a call needs.</content>
internal static partial class ReceiverRules
{
    private static IEnumerable<Diagnostic> Unnameable(IMethodSymbol method, ReceiverArguments[] attributes, Compilation compilation)
    {
        // Everything that is generated names this library.
        if (attributes.Select(attribute => attribute.Library).FirstOrDefault(library => ExternAliases.Of(library, compilation) is not null) is { } library)
            yield return Descriptors.ExternAlias.At(method.Place(), $"what calls '{NameOf(method)}'", library.Name, ExternAliases.Of(library, compilation));
        foreach (var parameter in method.Parameters)
        {
            if (!parameter.Type.DerivesFrom(KnownNames.SignalContext) && ExternAliases.In(parameter.Type, compilation) is { } hidden)
                yield return Descriptors.ExternAlias.At(parameter.PlaceOfType(), $"the type of '{parameter.Name}'", hidden.Assembly.Name, hidden.Alias);
        }
    }
}
