using System.Collections.Immutable;

namespace DbBackup.Generators.Rules;

/// <summary>A receiver's call for one signal, bound and checked.</summary>
internal sealed record Subscription(SignalContract Signal, ReceiverArguments Arguments, ImmutableArray<Binding> Bindings);
