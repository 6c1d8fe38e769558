namespace DbBackup.Signals;

/// <summary>Calls receivers; the only place that does.</summary>
public sealed class SignalDispatcher
{
    /// <summary>Every receiver, in the order of the calls.</summary>
    public IReadOnlyList<ReceiverDescriptor> Receivers { get; } = [];
}
