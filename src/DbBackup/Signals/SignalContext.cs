namespace DbBackup.Signals;

/// <summary>What every signal carries. Each signal has a context class of its own that adds its arguments.</summary>
public abstract class SignalContext
{
    /// <summary>The signal that is being sent.</summary>
    public abstract Signal Signal { get; }

    /// <summary>The run's id, the same in every signal of the run, in the manifest and in the logs. Sorts by time.</summary>
    public required string RunId { get; init; }

    /// <summary>When the run began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The application's services, in a scope that ends with the run; <see cref="FromServicesAttribute"/> parameters are taken from them.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The key of the database that the signal is about, or <see langword="null"/>; <see cref="ReceiverAttribute.Database"/> filters on it.</summary>
    protected internal virtual string? DatabaseKey => null;
}
