using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.RestoreFailed"/>.</summary>
public sealed class RestoreFailedContext : DatabaseRestoreContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.RestoreFailed;

    /// <summary>Why the database was not restored.</summary>
    public required Exception Exception { get; init; }

    /// <summary>Failed, cancelled or vetoed.</summary>
    public required RunOutcome Outcome { get; init; }
}
