namespace DbBackup.Signals;

/// <summary>The direct, typed call of one receiver. The generator writes it as a static lambda.</summary>
/// <param name="context">The context of the descriptor's signal.</param>
/// <param name="token">Cancelled when the run is, or when the receiver's time is up.</param>
/// <returns>Completes when the receiver has.</returns>
public delegate ValueTask ReceiverCall(SignalContext context, CancellationToken token);

/// <summary>One line of the compiled table: a receiver for one signal.</summary>
public sealed class ReceiverDescriptor
{
    /// <summary>The receiver's stable name, unique per signal.</summary>
    public required string Id { get; init; }

    /// <summary>The signal that it receives.</summary>
    public required Signal Signal { get; init; }

    /// <summary>The assembly that declares it; breaks ties of <see cref="Order"/>.</summary>
    public required string Assembly { get; init; }

    /// <summary>File name and line of the method, as <c>Hooks.cs:12</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Lower is called earlier.</summary>
    public int Order { get; init; }

    /// <summary>The only database for which it is called, or <see langword="null"/> for all.</summary>
    public string? Database { get; init; }

    /// <summary>Its own time-out, or <see langword="null"/> for the configured one.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The call itself.</summary>
    public required ReceiverCall Call { get; init; }
}
