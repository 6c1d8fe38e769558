using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>Measures how fast a run is, and how long it still takes.</summary>
/// <remarks>Written by the run and read by the thread that draws, hence the lock.</remarks>
internal sealed class TransferMeter(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private OperationProgress _progress;
    private long _since;

    /// <summary>Takes the news. A new subject, or less than before, begins anew.</summary>
    public void Update(OperationProgress progress)
    {
        lock (_gate)
        {
            if (_since == 0 || progress.Subject != _progress.Subject || progress.Bytes < _progress.Bytes)
                _since = clock.GetTimestamp();
            _progress = progress;
        }
    }

    /// <summary>How far it is now.</summary>
    public Transfer Read()
    {
        lock (_gate)
            return new Transfer(_progress, clock.GetElapsedTime(_since));
    }
}
