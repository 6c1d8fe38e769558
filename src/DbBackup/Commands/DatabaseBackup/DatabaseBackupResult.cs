using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What became of one database.</summary>
public sealed record DatabaseBackupResult : RunResult
{
    /// <summary>The database's key.</summary>
    public required string Database { get; init; }

    /// <summary>The backup's name, also that of a dry run.</summary>
    public string? Filename { get; init; }

    /// <summary>The committed backup; <see langword="null"/> when there is none.</summary>
    public BackupManifest? Backup { get; init; }
}
