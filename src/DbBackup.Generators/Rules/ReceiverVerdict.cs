using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>What the rules say about one receiver.</summary>
/// <param name="Problems">Errors and advice, in the order of the source.</param>
/// <param name="Subscriptions">What the table calls, if the receiver is callable.</param>
/// <param name="IsBroken">The compiler itself reports an error in its declaration: there is nothing to add, and nothing to call.</param>
internal sealed record ReceiverVerdict(ImmutableArray<Diagnostic> Problems, ImmutableArray<Subscription> Subscriptions, bool IsBroken)
{
    public IEnumerable<Diagnostic> Errors => Problems.Where(problem => problem.DefaultSeverity == DiagnosticSeverity.Error);

    public bool IsCallable { get; } = !IsBroken && !Problems.Any(static problem => problem.DefaultSeverity == DiagnosticSeverity.Error);
}
