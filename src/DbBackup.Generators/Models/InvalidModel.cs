namespace DbBackup.Generators.Models;

/// <summary>Why a receiver or a registry is not in the compiled table.</summary>
/// <param name="Name">The receiver or registry.</param>
/// <param name="Source">File name and line.</param>
/// <param name="Error">Id and message.</param>
internal sealed record InvalidModel(string Name, string Source, string Error);
