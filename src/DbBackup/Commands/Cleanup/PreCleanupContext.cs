using DbBackup.Catalog;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PreCleanup"/>.</summary>
public sealed class PreCleanupContext : SignalContext
{
    private readonly HashSet<string> _spared = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Signal Signal => Signal.PreCleanup;

    /// <summary>The command that sends.</summary>
    public required CleanupCommand Sender { get; init; }

    /// <summary>Where the backups are.</summary>
    public required IBackupStorage Storage { get; init; }

    /// <summary>The backups that are about to be deleted.</summary>
    public required IReadOnlyList<BackupManifest> ToDelete { get; init; }

    /// <summary>Keeps a backup this time.</summary>
    /// <exception cref="ArgumentException">The backup is not among <see cref="ToDelete"/>.</exception>
    public void Spare(BackupManifest backup)
    {
        ArgumentNullException.ThrowIfNull(backup);
        if (!ToDelete.Contains(backup))
            throw new ArgumentException($"{backup.Name} is not about to be deleted.", nameof(backup));
        _spared.Add(backup.Name);
    }

    internal bool IsSpared(BackupManifest backup) => _spared.Contains(backup.Name);
}
