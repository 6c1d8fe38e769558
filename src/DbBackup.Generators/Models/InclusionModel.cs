namespace DbBackup.Generators.Models;

/// <summary>One <c>[IncludeReceivers]</c> of a registry.</summary>
/// <param name="Name">The type that it names, for messages.</param>
/// <param name="Type">The type with dots; <see langword="null"/> for one that can declare no receiver.</param>
/// <param name="Assembly">The type's assembly; empty for a type of none.</param>
/// <param name="IsOwn">Whether that is the assembly of the registry itself.</param>
/// <param name="Except">The ids to leave out.</param>
/// <param name="Library">The type, after the alias, when it adds services; else <see langword="null"/>.</param>
internal sealed record InclusionModel(string Name, string? Type, string Assembly, bool IsOwn, EquatableArray<string> Except, string? Library);
