namespace DbBackup.Signals;

/// <summary>What one receiver did.</summary>
/// <param name="ReceiverId">The receiver.</param>
/// <param name="Duration">How long it took, to the millisecond or the system's coarse clock.</param>
/// <param name="Exception">What it threw, a <see cref="TimeoutException"/>, or <see langword="null"/>.</param>
public readonly record struct ReceiverOutcome(string ReceiverId, TimeSpan Duration, Exception? Exception);
