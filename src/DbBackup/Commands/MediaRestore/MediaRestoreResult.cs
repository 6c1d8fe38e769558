using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What became of a media restore.</summary>
public sealed record MediaRestoreResult : RunResult
{
    /// <summary>The backup that was chosen; <see langword="null"/> when none was found.</summary>
    public BackupManifest? Backup { get; init; }

    /// <summary>Files and links that were written.</summary>
    public long Written { get; init; }

    /// <summary>Files and links that existed and were kept.</summary>
    public long Kept { get; init; }
}
