using DbBackup.Catalog;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>Tells the storage whether the last backup of a series failed, for <c>health</c>: a run that fails leaves no backup that could tell.</summary>
internal static class FailedRuns
{
    /// <summary>Records a failure, or forgets the last one. The run's outcome stays what it is when the storage takes no record.</summary>
    /// <param name="services">The storage, the clock and the log.</param>
    /// <param name="series">What was to be backed up.</param>
    /// <param name="run">The run.</param>
    /// <param name="result">How it ended.</param>
    public static async Task NoteAsync(CommandServices services, Series series, SignalledRun run, RunResult result)
    {
        var records = new SeriesRecords(services.Storage, series);
        try
        {
            if (result.Outcome is RunOutcome.Succeeded)
                await records.ForgetFailedRunAsync(CancellationToken.None);
            else if (result.Outcome is not RunOutcome.Locked)
                await records.RecordFailedRunAsync(
                    new(FailedRunRecord.CurrentFormatVersion, run.Id, run.StartedAt, services.Clock.GetUtcNow(), NameOf(result.Outcome), ReasonOf(result), ToolVersion.Text),
                    CancellationToken.None);
        }
        catch (Exception exception)
        {
            // A storage that takes no record is the reason why the run failed, or one for 'health' to fail on.
            services.Logger.LogNotNoted(exception, run.Id);
        }
    }

    private static string NameOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Vetoed => "vetoed",
        RunOutcome.Cancelled => "cancelled",
        _ => "failed",
    };

    // Messages of DbBackup hold no secret; those of others may quote one.
    private static string ReasonOf(RunResult result) => result switch
    {
        { Outcome: RunOutcome.Cancelled } => "It was cancelled.",
        { Error: VetoedException veto } => $"Vetoed by receiver {veto.ReceiverId}.",
        { Error: BackupException error } => error.Message,
        _ => $"{result.Error?.GetType().Name}; the log of that run says more.",
    };
}
