namespace DbBackup.Signals;

/// <summary>A receiver that failed without changing the outcome of the run.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="ReceiverId">The receiver.</param>
/// <param name="Exception">What it threw, or a <see cref="TimeoutException"/>.</param>
public sealed record ReceiverFailure(Signal Signal, string ReceiverId, Exception Exception);
