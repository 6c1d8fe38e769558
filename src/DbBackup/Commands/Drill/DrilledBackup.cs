using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What became of one drill.</summary>
public sealed record DrilledBackup : RunResult
{
    /// <summary>The database's key; <see langword="null"/> for the media folder.</summary>
    public required string? Database { get; init; }

    /// <summary>The backup that was chosen; <see langword="null"/> when none was found.</summary>
    public BackupManifest? Backup { get; init; }

    /// <summary>Tables and rows that were restored; empty for media, and when the drill failed.</summary>
    public IReadOnlyList<TableRows> Tables { get; init; } = [];

    /// <summary>How long the restore took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why the result is not recorded; <see langword="null"/> when it is, or when there is none.</summary>
    public string? NotRecorded { get; init; }
}
