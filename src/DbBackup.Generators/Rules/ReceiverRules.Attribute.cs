using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <content>What <c>[Receiver]</c> says.</content>
internal static partial class ReceiverRules
{
    private static IEnumerable<Diagnostic> Attribute(IMethodSymbol method, ReceiverArguments attribute)
    {
        if (attribute.IsBroken)
            yield break;

        var name = NameOf(method);
        if (attribute.Signals.IsEmpty)
            yield return Descriptors.UndefinedSignal.At(attribute.Place(), name, "no signal", Signals());
        for (var i = 0; i < attribute.Signals.Length; i++)
        {
            if (attribute.Contracts[i] is null)
                yield return Descriptors.UndefinedSignal.At(attribute.PlaceOfSignal(i), name, $"{attribute.Signals[i]}, which is no signal", Signals());
        }
        if (attribute.TimeoutSeconds < 0)
            yield return Descriptors.NegativeTimeout.At(attribute.PlaceOf(nameof(attribute.TimeoutSeconds)), attribute.TimeoutSeconds);
        if (attribute.Database is { } database && string.IsNullOrWhiteSpace(database))
            yield return Descriptors.EmptyDatabase.At(attribute.PlaceOf(nameof(attribute.Database)), name);
        if (attribute.Id is { } id && string.IsNullOrWhiteSpace(id))
            yield return Descriptors.EmptyId.At(attribute.PlaceOf(nameof(attribute.Id)), Text.CSharpText.DottedName(method));

        string Signals() => string.Join(", ", SignalContract.Names(attribute.Library));
    }

    private static IEnumerable<Diagnostic> SameSignalTwice(IMethodSymbol method, ReceiverArguments[] attributes)
    {
        var seen = new HashSet<int>();
        foreach (var attribute in attributes)
        {
            for (var i = 0; i < attribute.Signals.Length; i++)
            {
                if (!seen.Add(attribute.Signals[i]) && attribute.Contracts[i] is { } signal)
                    yield return Descriptors.SameSignalTwice.At(attribute.PlaceOfSignal(i), NameOf(method), signal.Name);
            }
        }
    }
}
