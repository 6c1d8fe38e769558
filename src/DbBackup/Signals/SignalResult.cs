using System.Runtime.CompilerServices;

namespace DbBackup.Signals;

/// <summary>What every called receiver of one signal did, in the order of the calls.</summary>
/// <remarks>A value without references of its own for up to 16 receivers, so that sending a signal allocates nothing.</remarks>
public struct SignalResult
{
    private readonly Signal _signal;
    private readonly ReceiverDescriptor[]? _row;
    private Calls _inline;
    private Call[]? _more;
    private Exception?[]? _exceptions;

    internal SignalResult(Signal signal, ReceiverDescriptor[] row)
    {
        _signal = signal;
        _row = row;
        if (row.Length > Calls.Length)
            _more = new Call[row.Length];
    }

    /// <summary>How many receivers were called.</summary>
    public int Count { get; private set; }

    /// <summary>What the receiver called at this position did.</summary>
    public readonly ReceiverOutcome this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
            var call = _more is null ? _inline[position] : _more[position];
            return new(_row![call.Index].Id, TimeSpan.FromMilliseconds(call.Milliseconds), _exceptions?[position]);
        }
    }

    /// <summary>Whether no receiver failed.</summary>
    public readonly bool Succeeded => _exceptions is null;

    /// <summary>The receivers that failed.</summary>
    public readonly IReadOnlyList<ReceiverFailure> Failures
    {
        get
        {
            if (_exceptions is null)
                return [];
            var failures = new List<ReceiverFailure>();
            for (var position = 0; position < Count; position++)
                if (this[position] is { Exception: { } exception } outcome)
                    failures.Add(new(_signal, outcome.ReceiverId, exception));
            return failures;
        }
    }

    /// <summary>The ids of the receivers that were called.</summary>
    public readonly IReadOnlyList<string> ReceiverIds
    {
        get
        {
            var ids = new string[Count];
            for (var position = 0; position < ids.Length; position++)
                ids[position] = this[position].ReceiverId;
            return ids;
        }
    }

    internal readonly ReceiverOutcome Last => this[Count - 1];

    internal void Add(int index, long milliseconds, Exception? exception)
    {
        var call = new Call(index, (int)Math.Min(milliseconds, int.MaxValue));
        if (_more is null)
            _inline[Count] = call;
        else
            _more[Count] = call;
        if (exception is not null)
            (_exceptions ??= new Exception?[_row!.Length])[Count] = exception;
        Count++;
    }

    private readonly record struct Call(int Index, int Milliseconds);

    [InlineArray(Length)]
    private struct Calls
    {
        public const int Length = 16;
        private Call _first;
    }
}
