using System.Threading.Tasks.Sources;

namespace DbBackup.Signals;

/// <summary>
/// One call of a receiver on a thread-pool thread, left behind when its time is up: a hook that hangs must not hang the backup.
/// </summary>
/// <remarks>
/// When the limit or the run's cancellation comes, the receiver's token is cancelled first; a receiver that has not ended
/// <see cref="Grace"/> later is abandoned, together with this object.
/// </remarks>
internal sealed class BoundedCall : IThreadPoolWorkItem, IValueTaskSource<Exception?>, IDisposable
{
    /// <summary>How long a receiver may take to end after its token was cancelled.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly BoundedCallPool _pool;
    private readonly Timer _timer;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Action _continue;
    private readonly Lock _gate = new();

    private ManualResetValueTaskSourceCore<Exception?> _source;
    private ReceiverDescriptor _receiver = null!;
    private SignalContext _context = null!;
    private ExecutionContext? _execution;
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;
    private Task _call = Task.CompletedTask;
    private TimeSpan _timeout;

    // Guarded by the gate. A call that was told to stop is never used again, so only the end is taken back.
    private long _deadline;
    private bool _late, _stopping, _ended = true;

    public BoundedCall(BoundedCallPool pool)
    {
        _pool = pool;
        _continue = Finish;
        _timer = new(static call => ((BoundedCall)call!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public ValueTask<Exception?> RunAsync(ReceiverDescriptor receiver, SignalContext context, TimeSpan timeout, CancellationToken token)
    {
        _source.Reset();
        (_receiver, _context, _timeout, _token) = (receiver, context, timeout, token);
        _execution = ExecutionContext.Capture();
        lock (_gate)
        {
            _ended = false;
            Arm(timeout);
        }

        _registration = token.UnsafeRegister(static call => ((BoundedCall)call!).OnCancelled(), this);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return new(this, _source.Version);
    }

    void IThreadPoolWorkItem.Execute()
    {
        // When every thread was busy for longer than the limit, nobody waits any more: a vetoed receiver must not run after the fact.
        lock (_gate)
            if (_ended)
                return;
        if (_execution is null)
            Call();
        else
            ExecutionContext.Run(_execution, static call => ((BoundedCall)call!).Call(), this);
    }

    private void Call()
    {
        try
        {
            _call = _receiver.Call(_context, _cancellation.Token).AsTask();
        }
        catch (Exception exception)
        {
            Complete(exception);
            return;
        }

        if (_call.IsCompleted)
            Finish();
        else
            _call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_continue);
    }

    private void Finish() => Complete(
        _call.IsFaulted ? _call.Exception.InnerException
        : _call.IsCanceled ? new TaskCanceledException(_call)
        : null);

    private void OnCancelled()
    {
        lock (_gate)
            if (!_ended && !_stopping)
                Stop();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            // A tick of an earlier call that was on its way when the timer was set anew comes before the deadline.
            if (_ended || Environment.TickCount64 < _deadline)
                return;
            if (!_stopping)
            {
                _late = true;
                Stop();
                return;
            }
        }

        Complete(new OperationCanceledException("The receiver went on after its token was cancelled.", _token));
    }

    // What the receiver registered on its token runs elsewhere: it may block or throw, and this may be the thread of whoever cancels the run.
    private void Stop()
    {
        _stopping = true;
        Arm(Grace);
        _ = _cancellation.CancelAsync();
    }

    private void Arm(TimeSpan due)
    {
        // The timer may tick a little before the coarse clock has reached the deadline; a few milliseconds more make up for it.
        _deadline = Environment.TickCount64 + (long)due.TotalMilliseconds;
        _timer.Change(due + TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
    }

    private void Complete(Exception? failure)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            _timer.Change(Timeout.Infinite, Timeout.Infinite);
        }

        _source.SetResult(_late ? new TimeoutException($"It did not finish within {_timeout.TotalSeconds:0.###} s.", failure) : failure);
    }

    Exception? IValueTaskSource<Exception?>.GetResult(short version)
    {
        var failure = _source.GetResult(version);

        // Without waiting for a callback that runs right now: its token is cancelled, and then the call is not used again.
        _registration.Unregister();
        if (!_stopping && !_token.IsCancellationRequested)
        {
            (_registration, _execution, _call, _context) = (default, null, Task.CompletedTask, null!);
            _pool.Return(this);
        }

        return failure;
    }

    ValueTaskSourceStatus IValueTaskSource<Exception?>.GetStatus(short version) => _source.GetStatus(version);

    void IValueTaskSource<Exception?>.OnCompleted(Action<object?> continuation, object? state, short version, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, version, flags);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }
}
