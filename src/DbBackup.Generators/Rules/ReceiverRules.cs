using System.Collections.Immutable;
using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>
/// Says of a method with <c>[Receiver]</c> whether it can be called, and how. The generator and the analyzers both ask here and
/// nowhere else, so that what is not in the table is always an error.
/// </summary>
internal static partial class ReceiverRules
{
    /// <summary>Why a receiver that the compiler itself rejects is not in the table.</summary>
    public const string Broken = "its declaration has errors, or uses something that another source generator writes";

    /// <summary>Whether it has <c>[Receiver]</c>. The two halves of a partial method share their attributes and count once.</summary>
    public static bool IsReceiver(ISymbol method) =>
        method is not IMethodSymbol { PartialDefinitionPart: not null } && method.Has(KnownNames.ReceiverAttribute);

    /// <summary>What is wrong with the receiver, and how it is called if nothing is.</summary>
    /// <param name="method">The method with the attribute.</param>
    /// <param name="compilation">Its compilation.</param>
    /// <param name="withAdvice">Whether to say also what is allowed and yet unwise, which makes no difference to the table.</param>
    public static ReceiverVerdict Check(IMethodSymbol method, Compilation compilation, bool withAdvice = true)
    {
        if (NotAMethod(method) is { } unnamed)
            return new ReceiverVerdict([unnamed], [], IsBroken: false);
        if (method.IsNameless() || method.IsDefinedTwice())
            return new ReceiverVerdict([], [], IsBroken: true);

        ReceiverArguments[] attributes =
        [
            .. from attribute in method.GetAttributes()
               where attribute.AttributeClass.Is(KnownNames.ReceiverAttribute)
               select new ReceiverArguments(attribute),
        ];
        List<Diagnostic> problems =
        [
            .. Shape(method),
            .. Returns(method),
            .. attributes.SelectMany(attribute => Attribute(method, attribute)),
            .. SameSignalTwice(method, attributes),
            .. Unnameable(method, attributes, compilation),
        ];

        var bindable = method.Parameters.Where(parameter => !parameter.Type.IsBroken()).ToList();
        problems.AddRange(bindable.Select(UncallableParameter).OfType<Diagnostic>());
        bindable.RemoveAll(parameter => UncallableParameter(parameter) is not null);

        var subscriptions = Subscribe(attributes, bindable, compilation, problems);
        problems.AddRange(BoundTwice(method, subscriptions));
        // What cannot be called needs no advice yet.
        if (withAdvice && problems.Count == 0)
            problems.AddRange(Advice(method, subscriptions));

        var isBroken = method.ReturnType.IsBroken()
            || method.Parameters.Any(parameter => parameter.Type.IsBroken())
            || attributes.Any(attribute => attribute.IsBroken);
        return new ReceiverVerdict([.. problems], subscriptions, isBroken);
    }

    /// <summary>The entries whose id is taken by an earlier one for the same signal, each with that earlier one.</summary>
    public static IEnumerable<(T Duplicate, T First)> Duplicates<T>(IEnumerable<T> entries, Func<T, (string Id, string Signal)> key) =>
        entries.GroupBy(key).SelectMany(same => same.Skip(1).Select(duplicate => (duplicate, same.First())));

    /// <summary>The receiver's name in messages.</summary>
    public static string NameOf(IMethodSymbol method) => $"{method.ContainingType?.Name}.{method.Name}";

    /// <summary>The receiver's name in the table.</summary>
    public static string IdOf(IMethodSymbol method, ReceiverArguments arguments) => arguments.Id ?? CSharpText.DottedName(method);

    private static ImmutableArray<Subscription> Subscribe(
        ReceiverArguments[] attributes, List<IParameterSymbol> parameters, Compilation compilation, List<Diagnostic> problems)
    {
        var subscriptions = ImmutableArray.CreateBuilder<Subscription>();
        var reported = new HashSet<IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (var attribute in attributes)
        {
            foreach (var signal in attribute.Contracts.OfType<SignalContract>())
            {
                var binder = new ParameterBinder(signal, compilation);
                var outcomes = parameters.Select(parameter => (Parameter: parameter, Outcome: binder.Bind(parameter))).ToArray();
                // One report is enough for a parameter that none of several signals offers.
                problems.AddRange(
                    from bound in outcomes
                    where bound.Outcome.Problem is not null && reported.Add(bound.Parameter)
                    select bound.Outcome.Problem);
                subscriptions.Add(new Subscription(signal, attribute, [.. outcomes.Select(bound => bound.Outcome.Binding).OfType<Binding>()]));
            }
        }
        return subscriptions.ToImmutable();
    }

    private static IEnumerable<Diagnostic> BoundTwice(IMethodSymbol method, ImmutableArray<Subscription> subscriptions)
    {
        var reported = new HashSet<IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (var subscription in subscriptions)
        {
            foreach (var (source, what) in new[] { (ArgumentSource.Context, "the context"), (ArgumentSource.Token, "the token") })
            {
                var bound = subscription.Bindings.Where(binding => binding.Source == source).Select(binding => binding.Parameter).ToArray();
                foreach (var again in bound.Skip(1).Where(reported.Add))
                    yield return Descriptors.BoundTwice.At(again.Place(), NameOf(method), what, again.Name, bound[0].Name);
            }
        }
    }
}
