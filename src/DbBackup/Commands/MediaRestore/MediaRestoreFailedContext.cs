using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.MediaRestoreFailed"/>.</summary>
public sealed class MediaRestoreFailedContext : MediaRestoreContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.MediaRestoreFailed;

    /// <summary>Why the folder was not restored.</summary>
    public required Exception Exception { get; init; }

    /// <summary>Failed, cancelled or vetoed.</summary>
    public required RunOutcome Outcome { get; init; }
}
