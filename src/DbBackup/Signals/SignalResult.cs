namespace DbBackup.Signals;

/// <summary>What every called receiver of one signal did, in the order of the calls.</summary>
public sealed class SignalResult
{
    /// <summary>In place of the milliseconds of a receiver that was not called.</summary>
    internal const int NotCalled = -1;

    private readonly ReceiverRow _row;
    private readonly int[]? _milliseconds;
    private readonly Exception?[]? _exceptions;

    /// <param name="row">The receivers.</param>
    /// <param name="milliseconds">How long each took; <see langword="null"/> when none took a tick of the clock and all were called.</param>
    /// <param name="exceptions">What each threw; <see langword="null"/> when none did.</param>
    internal SignalResult(ReceiverRow row, int[]? milliseconds, Exception?[]? exceptions) =>
        (_row, _milliseconds, _exceptions) = (row, milliseconds, exceptions);

    /// <summary>Whether no receiver failed.</summary>
    public bool Succeeded => _exceptions is null;

    /// <summary>What each called receiver did.</summary>
    public IReadOnlyList<ReceiverOutcome> Outcomes
    {
        get
        {
            var outcomes = new List<ReceiverOutcome>();
            for (var index = 0; index < _row.Receivers.Length; index++)
                if ((_milliseconds?[index] ?? 0) is not NotCalled and var milliseconds)
                    outcomes.Add(new(_row.Receivers[index].Id, TimeSpan.FromMilliseconds(milliseconds), _exceptions?[index]));
            return outcomes;
        }
    }

    /// <summary>The receivers that failed.</summary>
    public IReadOnlyList<ReceiverFailure> Failures
    {
        get
        {
            var failures = new List<ReceiverFailure>();
            for (var index = 0; index < _exceptions?.Length; index++)
                if (_exceptions[index] is { } exception)
                    failures.Add(new(_row.Receivers[index].Signal, _row.Receivers[index].Id, exception));
            return failures;
        }
    }
}
