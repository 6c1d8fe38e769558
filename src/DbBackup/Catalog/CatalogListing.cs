namespace DbBackup.Catalog;

/// <summary>What a storage holds.</summary>
/// <param name="Backups">Newest first.</param>
/// <param name="Damaged">Manifests that could not be read.</param>
internal sealed record CatalogListing(IReadOnlyList<BackupManifest> Backups, IReadOnlyList<DamagedBackupException> Damaged)
{
    /// <summary>The names of everything in the storage.</summary>
    public IReadOnlySet<string> Objects { get; init; } = new HashSet<string>();

    /// <summary>Throws when a manifest could not be read: nobody knows what it stands for.</summary>
    /// <exception cref="DamagedBackupException">A manifest could not be read.</exception>
    public IReadOnlyList<BackupManifest> EnsureWhole() => Damaged is [var first, ..] ? throw first : Backups;
}
