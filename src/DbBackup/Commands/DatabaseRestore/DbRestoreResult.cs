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

    /// <summary>The name of the safety backup, also that of a dry run; <see langword="null"/> when none is taken: there was nothing to replace, or it was not wanted.</summary>
    public string? SafetyFilename { get; init; }

    /// <summary>The safety backup of what was replaced, or would have been. It is there also when the restore failed after it.</summary>
    public BackupManifest? SafetyBackup { get; init; }
}
