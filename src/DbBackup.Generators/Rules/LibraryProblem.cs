using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>What is wrong with an inclusion. It has no place yet: the generator knows none.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Inclusion">Which <c>[IncludeReceivers]</c> of the registry; -1 for the registry itself.</param>
/// <param name="Except">The id in <c>Except</c> that is wrong, if it is one of these.</param>
/// <param name="Arguments">Of the message.</param>
internal sealed record LibraryProblem(DiagnosticDescriptor Descriptor, int Inclusion, string? Except, ImmutableArray<object> Arguments)
{
    public Diagnostic At(Location place) => Descriptor.At(place, [.. Arguments]);
}
