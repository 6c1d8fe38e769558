using System.Collections.Immutable;
using DbBackup.Generators.Models;

namespace DbBackup.Generators.Rules;

/// <summary>What the rules say about the libraries of one registry.</summary>
/// <param name="Included">The libraries' receivers in its table, by order, assembly, id and signal; each with the inclusion that brought it, -1 for none.</param>
/// <param name="Problems">What is wrong with its inclusions.</param>
internal sealed record LibraryVerdict(ImmutableArray<(IncludedModel Receiver, int Inclusion)> Included, ImmutableArray<LibraryProblem> Problems);
