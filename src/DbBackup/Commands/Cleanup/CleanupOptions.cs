using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What to clean up; everything that the retention policy covers when nothing is set.</summary>
public sealed record CleanupOptions
{
    /// <summary>Only backups of these databases. An unknown key is an error.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Only backups of this server.</summary>
    public string? ServerName { get; init; }

    /// <summary>Only databases, or only media; both when <see langword="null"/>.</summary>
    public BackupKind? Kind { get; init; }

    /// <summary>Asked before anything is deleted; <see langword="null"/> is a yes.</summary>
    public Func<IReadOnlyList<BackupManifest>, CancellationToken, ValueTask<bool>>? Confirm { get; init; }

    /// <summary>Names that stay in any case: what was made just now is not the newest when the clock was set back.</summary>
    internal IReadOnlyList<string> JustMade { get; init; } = [];

    /// <summary>How long to wait for another run on the same to end. Zero, the default, ends this one at once.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Say what would be deleted; change nothing, send no signal.</summary>
    public bool DryRun { get; init; }
}
