using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>Warnings that a call would raise once more although the declaration of the receiver has answered for them.</summary>
internal static class Acknowledgement
{
    /// <summary>The ids, each once, in their order.</summary>
    public static IEnumerable<string> Of(IMethodSymbol method, Compilation compilation)
    {
        var ids = WarningsAbout(method).ToList();
        ids.AddRange(TypeFacts.Of(method.ContainingType, compilation).Warnings);
        foreach (var parameter in method.Parameters)
            ids.AddRange(TypeFacts.Of(parameter.Type, compilation).Warnings);
        return ids.Count == 0 ? ids : ids.Distinct().OrderBy(id => id, StringComparer.Ordinal);
    }

    /// <summary>The ids of the warnings that a mention of the symbol raises.</summary>
    public static IEnumerable<string> WarningsAbout(ISymbol symbol)
    {
        if (symbol.Attribute(KnownNames.Obsolete) is { } obsolete)
        {
            var ownId = obsolete.NamedArguments.FirstOrDefault(argument => argument.Key == "DiagnosticId").Value;
            yield return ownId is { Kind: TypedConstantKind.Primitive, Value: string id } ? id : obsolete.ConstructorArguments.IsEmpty ? "CS0612" : "CS0618";
        }
        if (symbol.Attribute(KnownNames.Experimental)?.ConstructorArguments is [{ Value: string experimental }, ..])
            yield return experimental;
    }
}
