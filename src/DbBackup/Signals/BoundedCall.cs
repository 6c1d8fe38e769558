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

    private const int Running = 0, Ended = 1;

    private readonly BoundedCallPool _pool;
    private readonly Timer _timer;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Action _continue;

    private ManualResetValueTaskSourceCore<Exception?> _source;
    private ReceiverDescriptor _receiver = null!;
    private SignalContext _context = null!;
    private ExecutionContext? _execution;
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;
    private Task _call = Task.CompletedTask;
    private TimeSpan _timeout;
    private long _deadline;
    private bool _late;
    private int _state;

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
        _late = false;
        Volatile.Write(ref _state, Running);
        Arm(timeout);
        _registration = token.UnsafeRegister(static call => ((BoundedCall)call!).OnCancelled(), this);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return new(this, _source.Version);
    }

    void IThreadPoolWorkItem.Execute()
    {
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
        if (Volatile.Read(ref _state) != Running)
            return;
        Arm(Grace);
        _cancellation.Cancel();
    }

    // A tick of an earlier call that was on its way when the timer was set anew comes before the deadline and is ignored.
    private void OnTimer()
    {
        if (Volatile.Read(ref _state) != Running || Environment.TickCount64 < Volatile.Read(ref _deadline))
            return;
        if (!_late && !_token.IsCancellationRequested)
        {
            Volatile.Write(ref _late, true);
            Arm(Grace);
            try
            {
                _cancellation.Cancel();
            }
            catch (AggregateException)
            {
                // A callback that the receiver registered on its token threw; the time-out is what is reported.
            }

            return;
        }

        Complete(new OperationCanceledException("The receiver went on after the run was cancelled.", _token));
    }

    private void Arm(TimeSpan due)
    {
        // The timer may tick a little before the coarse clock has reached the deadline; a few milliseconds more make up for it.
        Volatile.Write(ref _deadline, Environment.TickCount64 + (long)due.TotalMilliseconds);
        _timer.Change(due + TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
    }

    private void Complete(Exception? failure)
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Running) != Running)
            return;
        _timer.Change(Timeout.Infinite, Timeout.Infinite);
        if (Volatile.Read(ref _late))
            failure = new TimeoutException($"It did not finish within {_timeout.TotalSeconds:0.###} s.", failure);
        _source.SetResult(failure);
    }

    Exception? IValueTaskSource<Exception?>.GetResult(short version)
    {
        var failure = _source.GetResult(version);
        _registration.Dispose();
        (_registration, _execution, _call) = (default, null, Task.CompletedTask);
        // A call whose token was cancelled may still be running its receiver: it is not used again.
        if (!_cancellation.IsCancellationRequested)
            _pool.Return(this);
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
