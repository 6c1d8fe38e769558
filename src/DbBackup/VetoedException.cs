namespace DbBackup;

/// <summary>A receiver of a <c>Pre…</c> signal threw or timed out, so nothing was touched. The command line ends with exit code 3.</summary>
/// <param name="receiverId">The receiver that vetoed.</param>
/// <param name="cause">What it threw.</param>
public sealed class VetoedException(string receiverId, Exception cause)
    : BackupException($"Vetoed by receiver {receiverId}: {cause.Message}", cause)
{
    /// <summary>The receiver that vetoed.</summary>
    public string ReceiverId { get; } = receiverId;
}
