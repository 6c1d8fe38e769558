using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <content>Whether generated code can name what a call needs.</content>
internal static partial class ReceiverRules
{
    private static void CheckNames(IMethodSymbol method, ReceiverArguments[] attributes, Compilation compilation, List<Diagnostic> problems)
    {
        // Everything that is generated names this library.
        if (attributes is [var attribute, ..] && ExternAliases.Of(attribute.Library, compilation) is { } alias)
            problems.Add(Descriptors.ExternAlias.At(method.Place(), $"what calls '{NameOf(method)}'", attribute.Library.Name, alias));
        foreach (var parameter in method.Parameters)
        {
            if (TypeFacts.Of(parameter.Type, compilation) is { IsContext: false, HiddenBehind: { } hidden })
                problems.Add(Descriptors.ExternAlias.At(parameter.PlaceOfType(), $"the type of '{parameter.Name}'", hidden.Assembly.Name, hidden.Alias));
        }
    }
}
