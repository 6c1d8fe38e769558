namespace DbBackup.Connectors;

/// <summary>What a backup takes for granted at its target.</summary>
/// <param name="Extensions">Extensions by name and version.</param>
/// <param name="Tablespaces">Tablespaces by name.</param>
/// <param name="Collations">Collations of the operating system or ICU by provider and locale, as <c>libc:de_DE.utf8</c>.</param>
internal sealed record SchemaRequirements(
    IReadOnlyList<string> Extensions, IReadOnlyList<string> Tablespaces, IReadOnlyList<string> Collations);
