using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What became of a restore.</summary>
public sealed record DbRestoreResult : RunResult
{
    /// <summary>The database's key.</summary>
    public required string Database { get; init; }

    /// <summary>The backup that was chosen; <see langword="null"/> when none was found.</summary>
    public BackupManifest? Backup { get; init; }

    /// <summary>Tables and rows of the restored database; empty when nothing was restored.</summary>
    public IReadOnlyList<TableRows> Tables { get; init; } = [];
}
