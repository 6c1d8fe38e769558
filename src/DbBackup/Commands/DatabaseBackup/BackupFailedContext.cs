using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.BackupFailed"/>.</summary>
public sealed class BackupFailedContext : DatabaseBackupContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.BackupFailed;

    /// <summary>Why there is no backup.</summary>
    public required Exception Exception { get; init; }

    /// <summary>Failed, cancelled or vetoed.</summary>
    public required RunOutcome Outcome { get; init; }
}
