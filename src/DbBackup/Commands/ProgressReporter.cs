namespace DbBackup.Commands;

/// <summary>Passes progress on. What the listener throws has no effect on the run, and it is told at most ten times a second.</summary>
internal sealed class ProgressReporter(IProgress<OperationProgress>? listener, string subject)
{
    private const long Interval = 100;

    private long _total = -1;
    private long _next;

    public void TotalKnown(long bytes) => _total = bytes;

    public void Report(long bytes)
    {
        if (listener is null || Environment.TickCount64 < _next && bytes != _total)
            return;
        _next = Environment.TickCount64 + Interval;
        try
        {
            listener.Report(new(subject, bytes, _total < 0 ? null : _total));
        }
        catch (Exception)
        {
            // A broken progress display is no reason to lose a backup.
        }
    }
}
