using System.Runtime.InteropServices;

namespace DbBackup.Cli;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a cancellation, so that the run cleans up and sends its failed signal. The second one ends
/// the process at once.
/// </summary>
internal sealed class ShutdownSignals : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _registrations;

    private readonly Action _beforeTheEnd;

    /// <param name="beforeTheEnd">Called before the second signal ends the process.</param>
    /// <param name="token">Cancels like a signal.</param>
    public ShutdownSignals(Action beforeTheEnd, CancellationToken token)
    {
        _beforeTheEnd = beforeTheEnd;
        _source = CancellationTokenSource.CreateLinkedTokenSource(token);
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(s => PosixSignalRegistration.Create(s, OnSignal))];
    }

    /// <summary>Cancelled by the first signal, and by the caller's token.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        try
        {
            context.Cancel = !_source.IsCancellationRequested;
            if (context.Cancel)
                _ = _source.CancelAsync();
            else
                _beforeTheEnd();
        }
        catch (ObjectDisposedException)
        {
            // The run ended while the signal was on its way.
        }
    }
}
