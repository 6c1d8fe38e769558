using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What became of a media backup.</summary>
public sealed record MediaBackupResult : RunResult
{
    /// <summary>The backup's name, also that of a dry run.</summary>
    public string? Filename { get; init; }

    /// <summary>The committed backup; <see langword="null"/> when there is none.</summary>
    public BackupManifest? Backup { get; init; }

    /// <summary>Files that changed or vanished while they were read, as far as the configuration tolerates it.</summary>
    public IReadOnlyList<string> Tolerated { get; init; } = [];

    /// <summary>The clean-up that followed, or <see langword="null"/>.</summary>
    public CleanupResult? Cleanup { get; init; }
}
