using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <content>What <c>[Receiver]</c> says.</content>
internal static partial class ReceiverRules
{
    private static void CheckAttribute(IMethodSymbol method, ReceiverArguments attribute, List<Diagnostic> problems)
    {
        if (attribute.IsBroken)
            return;

        if (attribute.Signals.IsEmpty)
            problems.Add(Descriptors.UndefinedSignal.At(attribute.Place(), NameOf(method), "no signal", Signals()));
        for (var i = 0; i < attribute.Signals.Length; i++)
        {
            if (attribute.Contracts[i] is null)
                problems.Add(Descriptors.UndefinedSignal.At(attribute.PlaceOfSignal(i), NameOf(method), $"{attribute.Signals[i]}, which is no signal", Signals()));
        }
        if (attribute.TimeoutSeconds < 0)
            problems.Add(Descriptors.NegativeTimeout.At(attribute.PlaceOf(nameof(attribute.TimeoutSeconds)), attribute.TimeoutSeconds));
        if (attribute.Database is { } database && string.IsNullOrWhiteSpace(database))
            problems.Add(Descriptors.EmptyDatabase.At(attribute.PlaceOf(nameof(attribute.Database)), NameOf(method)));
        if (attribute.Id is { } id && string.IsNullOrWhiteSpace(id))
            problems.Add(Descriptors.EmptyId.At(attribute.PlaceOf(nameof(attribute.Id)), Text.CSharpText.DottedName(method)));

        string Signals() => string.Join(", ", SignalContract.Names(attribute.Library));
    }

    private static void CheckSignals(IMethodSymbol method, ReceiverArguments[] attributes, List<Diagnostic> problems)
    {
        if (attributes is [{ Signals.Length: 1 }])
            return;

        var seen = new HashSet<int>();
        foreach (var attribute in attributes)
        {
            for (var i = 0; i < attribute.Signals.Length; i++)
            {
                if (!seen.Add(attribute.Signals[i]) && attribute.Contracts[i] is { } signal)
                    problems.Add(Descriptors.SameSignalTwice.At(attribute.PlaceOfSignal(i), NameOf(method), signal.Name));
            }
        }
    }
}
