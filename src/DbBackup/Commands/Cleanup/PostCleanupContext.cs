using DbBackup.Catalog;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PostCleanup"/>, which ends every clean-up that sent <see cref="Signal.PreCleanup"/>.</summary>
public sealed class PostCleanupContext : SignalContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PostCleanup;

    /// <summary>The command that sends.</summary>
    public required CleanupCommand Sender { get; init; }

    /// <summary>Where the backups were.</summary>
    public required IBackupStorage Storage { get; init; }

    /// <summary>The backups that are gone.</summary>
    public required IReadOnlyList<BackupManifest> Deleted { get; init; }

    /// <summary>How the clean-up ended.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>Why it stopped early; <see langword="null"/> when it did not.</summary>
    public Exception? Exception { get; init; }
}
