using DbBackup.Commands;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers;

/// <summary>
/// Logs one structured event a signal, with an event id that stays. It needs no configuration; <c>Receivers:Log</c> sets the levels.
/// Include it by <c>[IncludeReceivers&lt;LogReceivers&gt;]</c>; docs/receivers-library.md lists the events.
/// </summary>
public sealed partial class LogReceivers : IReceiverLibrary
{
    private LogReceivers() { }

    /// <inheritdoc/>
    public static void AddServices(IServiceCollection services) => services.AddReceiverSection("Log", ReceiversJson.Default.LogSettings);

    [Receiver(Signal.PreBackup, Signal.PreRestore, Signal.PreMediaBackup, Signal.PreMediaRestore, Signal.PreCleanup, Order = 100)]
    internal static void Begin(SignalContext context, [FromServices] LogSettings? settings, ILogger<LogReceivers> logger, TimeProvider clock)
    {
        try
        {
            Write(logger, (settings ?? new()).Level, RunReport.Of(context, clock));
        }
        catch (Exception)
        {
            // A log that cannot be written is no reason to veto; the signal at the end of the run tells of it.
        }
    }

    [Receiver(
        Signal.PostBackup, Signal.PostRestore, Signal.PostMediaBackup, Signal.PostMediaRestore,
        Signal.BackupFailed, Signal.RestoreFailed, Signal.MediaBackupFailed, Signal.MediaRestoreFailed, Signal.PostCleanup,
        Signal.DrillSucceeded, Signal.DrillFailed, Signal.SafetyBackupTaken, Signal.HealthChecked, Order = 100)]
    internal static void End(SignalContext context, [FromServices] LogSettings? settings, ILogger<LogReceivers> logger, TimeProvider clock)
    {
        var report = RunReport.Of(context, clock);
        var levels = settings ?? new();
        Write(logger, report.Outcome == RunOutcome.Succeeded ? levels.Level : levels.FailureLevel, report);
    }

    private static void Write(ILogger logger, LogLevel level, RunReport r)
    {
        switch (r.Signal)
        {
            case Signal.PreBackup: BackupBegins(logger, level, r.Database, r.Server, r.RunId); break;
            case Signal.PostBackup when r.Backup is { } b:
                BackupDone(logger, level, r.Database, r.Server, r.File, b.StoredBytes, b.PayloadBytes, b.Tables.Count, r.Rows, r.Seconds, r.RunId);
                break;
            case Signal.PreRestore: RestoreBegins(logger, level, r.Database, r.Server, r.File, r.RunId); break;
            case Signal.PostRestore: RestoreDone(logger, level, r.Database, r.Server, r.File, r.Seconds, r.RunId); break;
            case Signal.PreMediaBackup: MediaBackupBegins(logger, level, r.Server, r.RunId); break;
            case Signal.PostMediaBackup: MediaBackupDone(logger, level, r.Server, r.File, r.Seconds, r.RunId); break;
            case Signal.PreMediaRestore: MediaRestoreBegins(logger, level, r.Server, r.File, r.RunId); break;
            case Signal.PostMediaRestore: MediaRestoreDone(logger, level, r.Server, r.File, r.Seconds, r.RunId); break;
            case Signal.BackupFailed: BackupFailed(logger, level, r.Database, r.Server, r.Outcome, r.Error, r.Seconds, r.RunId); break;
            case Signal.RestoreFailed: RestoreFailed(logger, level, r.Database, r.Server, r.File, r.Outcome, r.Error, r.Seconds, r.RunId); break;
            case Signal.MediaBackupFailed: MediaBackupFailed(logger, level, r.Server, r.Outcome, r.Error, r.Seconds, r.RunId); break;
            case Signal.MediaRestoreFailed: MediaRestoreFailed(logger, level, r.Server, r.File, r.Outcome, r.Error, r.Seconds, r.RunId); break;
            case Signal.PreCleanup: CleanupBegins(logger, level, r.Deleted.Count, r.RunId); break;
            case Signal.PostCleanup when r.Outcome == RunOutcome.Succeeded: CleanupDone(logger, level, r.Deleted.Count, r.Seconds, r.RunId); break;
            case Signal.DrillSucceeded: DrillSucceeded(logger, level, r.Database, r.Server, r.File, r.Seconds, r.RunId); break;
            case Signal.DrillFailed: DrillFailed(logger, level, r.Database, r.Server, r.File, r.Outcome, r.Error, r.Seconds, r.RunId); break;
            case Signal.SafetyBackupTaken: SafetyBackupTaken(logger, level, r.Database, r.Server, r.File, r.Seconds, r.RunId); break;
            case Signal.HealthChecked when r.Outcome == RunOutcome.Succeeded: Healthy(logger, level, r.Server, r.RunId); break;
            case Signal.HealthChecked: NotHealthy(logger, level, r.Server, r.Error, r.RunId); break;
            case Signal.PostCleanup: CleanupFailed(logger, level, r.Deleted.Count, r.Outcome, r.Error, r.Seconds, r.RunId); break;
        }
    }
}
