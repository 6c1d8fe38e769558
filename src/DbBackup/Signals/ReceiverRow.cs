namespace DbBackup.Signals;

/// <summary>The receivers of one signal, in the order of the calls. Never changes: another receiver makes another row.</summary>
internal sealed class ReceiverRow
{
    // A timer cannot count much longer.
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(24);

    public static readonly ReceiverRow Empty = new([], TimeSpan.Zero);

    public ReceiverRow(IEnumerable<ReceiverDescriptor> receivers, TimeSpan defaultLimit)
    {
        Receivers = [.. receivers.OrderBy(r => r.Order)];
        Limits = [.. Receivers.Select(r => r.Timeout ?? defaultLimit).Select(limit => limit < LongestLimit ? limit : LongestLimit)];
        IsPlain = Limits.All(limit => limit == TimeSpan.Zero) && Receivers.All(r => r.Database is null);
        Uneventful = new(this, null, null);
    }

    public ReceiverDescriptor[] Receivers { get; }

    /// <summary>How long each may take; zero is no limit.</summary>
    public TimeSpan[] Limits { get; }

    /// <summary>Whether every receiver is called every time, on the caller's thread.</summary>
    public bool IsPlain { get; }

    /// <summary>All were called, none failed, none took as long as a tick of the clock.</summary>
    public SignalResult Uneventful { get; }
}
