using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>The backups of a storage.</summary>
/// <param name="Backups">Newest first.</param>
/// <param name="Damaged">Manifests that cannot be read, one sentence each.</param>
public sealed record ListBackupsResult(IReadOnlyList<BackupManifest> Backups, IReadOnlyList<string> Damaged)
{
    /// <summary>The last verification and the last drill of each backup, where there was one.</summary>
    public IReadOnlyList<ProofRecord> Proofs { get; init; } = [];
}
