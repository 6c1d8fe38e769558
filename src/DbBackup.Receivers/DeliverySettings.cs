namespace DbBackup.Receivers;

/// <summary>How long and how often something is tried that another machine has to answer.</summary>
public abstract class DeliverySettings
{
    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many attempts may follow the first, 0 to 10. Only what may pass is tried again.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>The pause before the second attempt; each further pause is twice as long, up to half a minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long all attempts and pauses together may take.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
