using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>How far a run is, and since when.</summary>
internal readonly record struct Transfer(OperationProgress Progress, TimeSpan Elapsed)
{
    /// <summary>What is worked on.</summary>
    public string Subject => Progress.Subject ?? "";

    /// <summary>The part that is done, from 0 to 1, or <see langword="null"/> while the total is unknown.</summary>
    public double? Done => Progress.TotalBytes is > 0 and { } total ? Math.Min(1, (double)Progress.Bytes / total) : null;

    /// <summary><c>1.20 GB of 3.40 GB (35 %), 210 MB/s, 10 s left</c>, as far as it is known.</summary>
    public override string ToString()
    {
        var amount = Progress.TotalBytes is > 0 and { } total
            ? $"{Quantity.Bytes(Progress.Bytes)} of {Quantity.Bytes(total)} ({Quantity.Share(Math.Min(Progress.Bytes, total), total)})"
            : Quantity.Bytes(Progress.Bytes);
        var rate = Elapsed > TimeSpan.Zero ? Progress.Bytes / Elapsed.TotalSeconds : 0;
        return rate <= 0 ? amount : $"{amount}, {Quantity.Bytes(rate)}/s{Left(rate)}";
    }

    private string Left(double rate)
    {
        var seconds = (Progress.TotalBytes - Progress.Bytes) / rate;
        return seconds is > 0 and < int.MaxValue ? $", {Quantity.Duration(TimeSpan.FromSeconds(seconds.Value))} left" : "";
    }
}
