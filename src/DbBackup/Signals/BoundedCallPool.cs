using System.Collections.Concurrent;

namespace DbBackup.Signals;

/// <summary>Runs receivers under a time limit and uses the machinery again, so that a call allocates nothing.</summary>
internal sealed class BoundedCallPool : IDisposable
{
    private readonly ConcurrentQueue<BoundedCall> _idle = new();

    /// <returns>What the receiver threw, a <see cref="TimeoutException"/>, an <see cref="OperationCanceledException"/>, or <see langword="null"/>.</returns>
    public ValueTask<Exception?> RunAsync(ReceiverDescriptor receiver, SignalContext context, TimeSpan timeout, CancellationToken token)
    {
        if (!_idle.TryDequeue(out var call))
            call = new(this);
        return call.RunAsync(receiver, context, timeout, token);
    }

    public void Return(BoundedCall call) => _idle.Enqueue(call);

    public void Dispose()
    {
        while (_idle.TryDequeue(out var call))
            call.Dispose();
    }
}
