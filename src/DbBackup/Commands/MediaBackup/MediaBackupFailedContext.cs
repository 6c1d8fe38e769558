using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.MediaBackupFailed"/>.</summary>
public sealed class MediaBackupFailedContext : MediaBackupContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.MediaBackupFailed;

    /// <summary>Why there is no backup.</summary>
    public required Exception Exception { get; init; }

    /// <summary>Failed, cancelled or vetoed.</summary>
    public required RunOutcome Outcome { get; init; }
}
