using DbBackup.Catalog;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PostBackup"/>.</summary>
public sealed class PostBackupContext : DatabaseBackupContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PostBackup;

    /// <summary>The backup's name in the storage.</summary>
    public required string Filename { get; init; }

    /// <summary>Where the backup is.</summary>
    public required IBackupStorage Storage { get; init; }

    /// <summary>The backup's manifest: size, hashes, times, rows.</summary>
    public required BackupManifest Backup { get; init; }
}
