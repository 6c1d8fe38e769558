namespace DbBackup.Commands;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>It failed; nothing became visible and nothing was changed.</summary>
    Failed,

    /// <summary>It was cancelled, or not confirmed; nothing became visible and nothing was changed.</summary>
    Cancelled,

    /// <summary>A receiver of the <c>Pre…</c> signal threw or timed out; nothing was touched.</summary>
    Vetoed,

    /// <summary>Another run holds the lock; nothing was begun and no signal was sent.</summary>
    Locked,
}
