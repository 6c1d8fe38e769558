using System.Collections.Immutable;
using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
        if (!SyntaxFacts.IsValidIdentifier(method.Name) || TypeFacts.Of(method.ContainingType, compilation).IsNameless || method.IsDefinedTwice())
            return new ReceiverVerdict([], [], IsBroken: true);

        ReceiverArguments[] attributes = [.. Attributes(method)];
        var problems = new List<Diagnostic>();
        CheckShape(method, problems);
        CheckReturnType(method, problems);
        foreach (var attribute in attributes)
            CheckAttribute(method, attribute, problems);
        CheckSignals(method, attributes, problems);
        CheckLibrary(method, attributes, compilation, problems);

        ReceiverParameter[] parameters = [.. method.Parameters.Select(parameter => new ReceiverParameter(parameter, TypeFacts.Of(parameter.Type, compilation)))];
        var subscriptions = Subscribe(attributes, Bindable(parameters, problems), compilation, problems);
        CheckOnce(method, subscriptions, ArgumentSource.Context, "the context", problems);
        CheckOnce(method, subscriptions, ArgumentSource.Token, "the token", problems);
        // What cannot be called needs no advice yet.
        if (withAdvice && problems.Count == 0)
            problems.AddRange(Advice(method, subscriptions));

        var isBroken = TypeFacts.Of(method.ReturnType, compilation).IsBroken
            || parameters.Any(static parameter => parameter.Type.IsBroken)
            || attributes.Any(static attribute => attribute.IsBroken);
        return new ReceiverVerdict([.. problems], subscriptions, isBroken);
    }

    /// <summary>What each <c>[Receiver]</c> of the method says.</summary>
    public static IEnumerable<ReceiverArguments> Attributes(IMethodSymbol method) =>
        from attribute in method.GetAttributes()
        where attribute.AttributeClass.Is(KnownNames.ReceiverAttribute)
        select new ReceiverArguments(attribute);

    /// <summary>The signals that the method receives, as far as they exist.</summary>
    public static IEnumerable<SignalContract> Signals(IMethodSymbol method) =>
        Attributes(method).SelectMany(attribute => attribute.Contracts).OfType<SignalContract>();

    /// <summary>The entries whose id is taken by an earlier one for the same signal, each with that earlier one.</summary>
    public static IEnumerable<(T Duplicate, T First)> Duplicates<T>(IEnumerable<T> entries, Func<T, (string Id, string Signal)> key) =>
        entries.GroupBy(key).SelectMany(same => same.Skip(1).Select(duplicate => (duplicate, same.First())));

    /// <summary>
    /// The entries that an earlier one has given the same explicit order for the same signal and, as far as the filters say, the same
    /// database, each with that earlier one.
    /// </summary>
    public static IEnumerable<(T Again, T First)> SameOrders<T>(IEnumerable<T> entries, Func<T, Subscription> subscription) =>
        from alike in entries.Where(entry => subscription(entry).Arguments.HasOrder)
            .GroupBy(entry => (subscription(entry).Signal.Number, subscription(entry).Arguments.Order))
        let same = alike.ToArray()
        from i in Enumerable.Range(0, same.Length)
        let first = same.Take(i).FirstOrDefault(earlier => MayMeet(subscription(earlier).Arguments.Database, subscription(same[i]).Arguments.Database))
        where first is not null
        select (same[i], first);

    /// <summary>The receiver's name in messages.</summary>
    public static string NameOf(IMethodSymbol method) => $"{method.ContainingType?.Name}.{method.Name}";

    /// <summary>The receiver's name in the table.</summary>
    public static string IdOf(IMethodSymbol method, ReceiverArguments arguments) => arguments.Id ?? CSharpText.DottedName(method);

    private static bool MayMeet(string? filter, string? other) => filter is null || other is null || filter == other;

    /// <summary>The parameters that can be given an argument, if there is one.</summary>
    private static List<ReceiverParameter> Bindable(ReceiverParameter[] parameters, List<Diagnostic> problems)
    {
        var bindable = new List<ReceiverParameter>(parameters.Length);
        foreach (var parameter in parameters)
        {
            CheckName(parameter, problems);
            if (parameter.Type.IsBroken)
                continue;
            if (Uncallable(parameter) is { } problem)
                problems.Add(problem);
            else
                bindable.Add(parameter);
        }
        return bindable;
    }

    private static ImmutableArray<Subscription> Subscribe(
        ReceiverArguments[] attributes, List<ReceiverParameter> parameters, Compilation compilation, List<Diagnostic> problems)
    {
        var subscriptions = ImmutableArray.CreateBuilder<Subscription>();
        var unbound = new List<IParameterSymbol>();
        foreach (var attribute in attributes)
        {
            foreach (var signal in attribute.Contracts.OfType<SignalContract>())
                subscriptions.Add(new Subscription(signal, attribute, Bind(new ParameterBinder(signal, compilation))));
        }
        return subscriptions.ToImmutable();

        ImmutableArray<Binding> Bind(ParameterBinder binder)
        {
            var bindings = ImmutableArray.CreateBuilder<Binding>(parameters.Count);
            foreach (var parameter in parameters)
            {
                var (binding, problem) = binder.Bind(parameter);
                if (binding is not null)
                {
                    bindings.Add(binding);
                    continue;
                }
                // One report is enough for a parameter that none of several signals offers.
                if (problem is null || unbound.Contains(parameter.Symbol, SymbolEqualityComparer.Default))
                    continue;
                unbound.Add(parameter.Symbol);
                problems.Add(problem);
            }
            return bindings.ToImmutable();
        }
    }

    private static void CheckOnce(IMethodSymbol method, ImmutableArray<Subscription> subscriptions, ArgumentSource source, string what, List<Diagnostic> problems)
    {
        var again = new List<IParameterSymbol>();
        foreach (var subscription in subscriptions)
        {
            IParameterSymbol? first = null;
            foreach (var binding in subscription.Bindings)
            {
                if (binding.Source != source)
                    continue;
                first ??= binding.Parameter;
                if (binding.Parameter.Ordinal == first.Ordinal || again.Contains(binding.Parameter, SymbolEqualityComparer.Default))
                    continue;
                again.Add(binding.Parameter);
                problems.Add(Descriptors.BoundTwice.At(binding.Parameter.Place(), NameOf(method), what, binding.Parameter.Name, first.Name));
            }
        }
    }
}
