using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What became of the pins.</summary>
/// <param name="Unpinned">The backups whose pins were ended.</param>
/// <param name="NotPinned">The backups that had none.</param>
public sealed record UnpinResult(IReadOnlyList<BackupManifest> Unpinned, IReadOnlyList<BackupManifest> NotPinned);
