using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>A line now and then, for logs.</summary>
internal sealed class ProgressLines(Messages messages, TimeProvider clock) : ProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TransferMeter _meter = new(clock);
    private long _last = clock.GetTimestamp();

    public override void Report(OperationProgress value)
    {
        lock (_gate)
        {
            _meter.Update(value);
            if (clock.GetElapsedTime(_last) < Interval)
                return;
            _last = clock.GetTimestamp();
            var transfer = _meter.Read();
            messages.WriteLine($"{transfer.Subject}: {transfer}");
        }
    }
}
