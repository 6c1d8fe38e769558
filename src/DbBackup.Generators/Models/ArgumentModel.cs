namespace DbBackup.Generators.Models;

/// <summary>What the table passes for one parameter.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Type">
/// The type to take or to convert to, fully qualified: the parameter's, the logger's category or the service's;
/// <see langword="null"/> where nothing needs converting.
/// </param>
/// <param name="Property">The property of the context.</param>
/// <param name="Key">The service's key, as an expression.</param>
internal sealed record ArgumentModel(ArgumentSource Source, string? Type = null, string? Property = null, string? Key = null);
