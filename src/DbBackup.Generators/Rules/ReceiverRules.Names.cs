using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <content>Whether generated code can name what a call needs.</content>
internal static partial class ReceiverRules
{
    private static void CheckLibrary(IMethodSymbol method, ReceiverArguments[] attributes, Compilation compilation, List<Diagnostic> problems)
    {
        // Everything that is generated names this library.
        if (attributes is [var attribute, ..] && ExternAliases.Of(attribute.Library, compilation) is { } alias)
            problems.Add(Descriptors.ExternAlias.At(method.Place(), $"what calls '{NameOf(method)}'", attribute.Library.Name, alias));
    }

    private static void CheckName(ReceiverParameter parameter, List<Diagnostic> problems)
    {
        if (parameter.Type is { IsContext: false, HiddenBehind: { } hidden })
            problems.Add(Descriptors.ExternAlias.At(parameter.Symbol.PlaceOfType(), $"the type of '{parameter.Symbol.Name}'", hidden.Assembly.Name, hidden.Alias));
    }
}
