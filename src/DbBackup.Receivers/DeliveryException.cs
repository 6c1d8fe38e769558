namespace DbBackup.Receivers;

/// <summary>A mail or a call that was not accepted. The message names the other side and the remedy, and never a secret.</summary>
internal sealed class DeliveryException(string message, bool mayPass = false, TimeSpan? retryAfter = null) : BackupException(message)
{
    /// <summary>Whether another attempt may end differently.</summary>
    public bool MayPass => mayPass;

    /// <summary>How long the other side asked to wait.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
