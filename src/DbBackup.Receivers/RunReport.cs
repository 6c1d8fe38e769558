using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers;

/// <summary>What a signal tells of a run, in words that may leave this machine: on one line each, and without any secret.</summary>
internal sealed record RunReport
{
    /// <summary>The signal that told of it.</summary>
    public required Signal Signal { get; init; }

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>What was done, as <c>Backup of database shop</c>.</summary>
    public required string What { get; init; }

    /// <summary>The database's key; <see langword="null"/> when it was about none.</summary>
    public string? Database { get; init; }

    /// <summary>The server that the backup is filed under.</summary>
    public required string Server { get; init; }

    /// <summary>The backup's name.</summary>
    public string? File { get; init; }

    /// <summary>How the run ended.</summary>
    public RunOutcome Outcome { get; init; } = RunOutcome.Succeeded;

    /// <summary>Why it did not succeed.</summary>
    public string? Error { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; at its beginning, now.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>What is known of the backup; only after the backup of a database.</summary>
    public BackupManifest? Backup { get; init; }

    /// <summary>The rows of all tables of <see cref="Backup"/>.</summary>
    public long? Rows => Backup?.Tables.Sum(t => t.Rows);

    /// <summary>The names of the backups that a clean-up deleted, or is about to.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => EndedAt > StartedAt ? EndedAt - StartedAt : TimeSpan.Zero;

    /// <summary><see cref="Duration"/> in seconds, to the millisecond.</summary>
    public double Seconds => Math.Round(Duration.TotalSeconds, 3);

    /// <summary>How it ended, as it follows <see cref="What"/> in a sentence.</summary>
    public string Ended => Outcome switch
    {
        RunOutcome.Succeeded => "succeeded",
        RunOutcome.Cancelled => "was cancelled",
        RunOutcome.Vetoed => "was vetoed",
        _ => "failed",
    };

    /// <summary>What the run is an occasion of; <see langword="null"/> for a clean-up that had nothing to do, and when all is well.</summary>
    public Occasion? Occasion =>
        Outcome != RunOutcome.Succeeded ? Receivers.Occasion.Failure
        : Signal == Signal.HealthChecked ? null
        : Signal != Signal.PostCleanup ? Receivers.Occasion.Success
        : Deleted.Count > 0 ? Receivers.Occasion.Cleanup : null;

    /// <summary>What a signal tells.</summary>
    public static RunReport Of(SignalContext context, TimeProvider clock)
    {
        var report = new RunReport
        {
            Signal = context.Signal,
            RunId = context.RunId,
            What = WhatOf(context),
            Database = DatabaseOf(context),
            Server = PlainText.OneLine(ServerOf(context)),
            File = FileOf(context) is { } file ? PlainText.OneLine(file) : null,
            StartedAt = context.StartedAt,
            EndedAt = clock.GetUtcNow(),
        };
        return context switch
        {
            PostBackupContext c => report with { EndedAt = c.Backup.CompletedAt, Backup = c.Backup },
            BackupFailedContext c => Failed(c.Outcome, c.Exception),
            RestoreFailedContext c => Failed(c.Outcome, c.Exception),
            MediaBackupFailedContext c => Failed(c.Outcome, c.Exception),
            MediaRestoreFailedContext c => Failed(c.Outcome, c.Exception),
            PreCleanupContext c => report with { Deleted = Names(c.ToDelete) },
            PostCleanupContext c => Failed(c.Outcome, c.Exception) with { Deleted = Names(c.Deleted) },
            DrillFailedContext c => Failed(c.Outcome, c.Exception),
            HealthCheckedContext { Problems: [_, ..] } c => report with { Outcome = RunOutcome.Failed, Error = Secrets.Of(c.Services).Hide(string.Join(' ', c.Problems.Select(p => p.Message))) },
            _ => report,
        };

        RunReport Failed(RunOutcome outcome, Exception? exception) =>
            report with { Outcome = outcome, Error = exception is null ? null : Secrets.Of(context.Services).Hide(exception) };
    }

    private static string WhatOf(SignalContext context) => context switch
    {
        SafetyBackupTakenContext => $"Safety backup of database {DatabaseOf(context)}",
        DatabaseBackupContext => $"Backup of database {DatabaseOf(context)}",
        DatabaseRestoreContext => $"Restore of database {DatabaseOf(context)}",
        MediaBackupContext => "Backup of media",
        MediaRestoreContext => "Restore of media",
        DrillContext { Database: null } => "Drill of media",
        DrillContext => $"Drill of database {DatabaseOf(context)}",
        HealthCheckedContext => "Check of health",
        _ => "Clean-up",
    };

    private static string? DatabaseOf(SignalContext context) => context switch
    {
        DatabaseBackupContext c => PlainText.OneLine(c.Database.Name),
        DatabaseRestoreContext c => PlainText.OneLine(c.Database.Name),
        DrillContext { Database: { } database } => PlainText.OneLine(database.Name),
        _ => null,
    };

    private static string ServerOf(SignalContext context) => context switch
    {
        DatabaseBackupContext c => c.ServerName,
        DatabaseRestoreContext c => c.ServerName,
        MediaBackupContext c => c.ServerName,
        MediaRestoreContext c => c.ServerName,
        DrillContext c => c.ServerName,
        HealthCheckedContext c => c.ServerName,
        _ => context.Services.GetService<DbBackupSettings>()?.ServerName ?? Environment.MachineName,
    };

    private static string? FileOf(SignalContext context) => context switch
    {
        PostBackupContext c => c.Filename,
        SafetyBackupTakenContext c => c.SafetyBackup.Name,
        DatabaseRestoreContext c => c.Filename,
        DrillSucceededContext c => c.Filename,
        DrillFailedContext c => c.Filename,
        PostMediaBackupContext c => c.Filename,
        MediaRestoreContext c => c.Filename,
        _ => null,
    };

    private static string[] Names(IReadOnlyList<BackupManifest> backups) => [.. backups.Select(b => PlainText.OneLine(b.Name))];
}
