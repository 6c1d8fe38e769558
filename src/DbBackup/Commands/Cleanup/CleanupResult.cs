using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What became of a clean-up.</summary>
public sealed record CleanupResult : RunResult
{
    /// <summary>The backups that were deleted, or would be in a dry run.</summary>
    public IReadOnlyList<BackupManifest> Deleted { get; init; } = [];

    /// <summary>What the policy says of every backup that was looked at: series by series, newest first.</summary>
    public IReadOnlyList<RetentionDecision> Decisions { get; init; } = [];

    /// <summary>The backups that a receiver spared.</summary>
    public IReadOnlyList<BackupManifest> Spared { get; init; } = [];
}
