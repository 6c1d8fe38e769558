using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>How one run ended: one database, one media folder or one clean-up.</summary>
public abstract record RunResult
{
    /// <summary>How it ended.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>Why it did not succeed; <see langword="null"/> when it did, or when somebody said no.</summary>
    public Exception? Error { get; init; }

    /// <summary>The receivers of <c>Post…</c> and <c>…Failed</c> signals that failed. The outcome stays what it was.</summary>
    public IReadOnlyList<ReceiverFailure> ReceiverFailures { get; init; } = [];

    /// <summary>The run's id; <see langword="null"/> when nothing was begun.</summary>
    public string? RunId { get; init; }

    /// <summary>Throws when the run did not succeed.</summary>
    /// <exception cref="BackupException">The run failed, was vetoed or found a lock.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void EnsureSucceeded()
    {
        switch (Outcome)
        {
            case RunOutcome.Succeeded: return;
            case RunOutcome.Cancelled: throw new OperationCanceledException("The run was cancelled or not confirmed.", Error);
            default: throw Error as BackupException ?? new BackupException(Error?.Message ?? $"The run ended as {Outcome}.", Error);
        }
    }
}
