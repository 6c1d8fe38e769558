using System.Diagnostics;
using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>
/// Restores backups into scratch places, compares tables and rows with the manifests, and leaves nothing behind but a record of it. One
/// drill's failure does not stop the next.
/// </summary>
public sealed class DrillCommand
{
    private readonly CommandServices _services;

    internal DrillCommand(CommandServices services) => _services = services;

    /// <summary>Runs it. Failures are in the result; call <see cref="DrillResult.EnsureSucceeded"/> to have them thrown.</summary>
    /// <param name="options">What to drill.</param>
    /// <param name="token">Cancels the drill under way; those that follow are not begun.</param>
    /// <exception cref="ConfigurationException">Wrong options or configuration; nothing was begun.</exception>
    /// <exception cref="BackupException">The named backup is not there.</exception>
    public async Task<DrillResult> RunAsync(DrillOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var source = BackupSource.Of(_services, options.InputFilename, null);
        var drills = new List<DrilledBackup>();
        foreach (var subject in await SubjectsAsync(options, token))
        {
            drills.Add(await DrillAsync(source, subject, options, token));
            if (token.IsCancellationRequested)
                break;
        }

        return new(drills);
    }

    // A named backup says itself what it is of; else everything that is configured is drilled, whether it has a backup or not.
    private async Task<IReadOnlyList<DatabaseSettings?>> SubjectsAsync(DrillOptions options, CancellationToken token)
    {
        if (options.InputFilename is { } name)
            return [await SubjectOfAsync(name, options, token)];
        var media = _services.Settings.Media.Path is not null && options.Databases.Count == 0;
        var databases = media && _services.Settings.Databases.Count == 0 ? [] : _services.SelectDatabases(options.Databases);
        return [.. databases, .. media ? (DatabaseSettings?[])[null] : []];
    }

    private async Task<DatabaseSettings?> SubjectOfAsync(string name, DrillOptions options, CancellationToken token)
    {
        if (options.Databases.Count > 1)
            throw new ConfigurationException($"{options.Databases.Count} databases cannot all be drilled with {name}: name one with --database, or none.");
        if (options.Databases is [var database])
            return _services.SelectDatabase(database);
        var backup = await new BackupCatalog(_services.Storage).FindAsync(name, token);
        return backup.Kind is BackupKind.Media ? null : _services.SelectDatabase(backup.Database!);
    }

    private async Task<DrilledBackup> DrillAsync(BackupSource source, DatabaseSettings? database, DrillOptions options, CancellationToken token)
    {
        var run = _services.BeginRun(database is null ? "drill of media" : $"drill of database {database.Name}");
        var clock = Stopwatch.StartNew();
        BackupManifest? backup = null;
        var end = await run.RunAsync(
            pre: null,
            async cancellation =>
            {
                backup = await source.FindAsync(database is null ? BackupKind.Media : BackupKind.Database, database?.Name, options.ServerName, cancellation);
                return await RestoreAsync(source, backup, database, options, cancellation);
            },
            (Signal.DrillSucceeded, _ => new DrillSucceededContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, ServerName = backup!.Server, Storage = source.Storage, Duration = clock.Elapsed,
                Filename = backup.Name, Backup = backup,
            }),
            (Signal.DrillFailed, (exception, outcome) => new DrillFailedContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, ServerName = backup?.Server ?? _services.ServerName(options.ServerName), Storage = source.Storage, Duration = clock.Elapsed,
                Filename = backup?.Name, Exception = exception, Outcome = outcome,
            }),
            token);
        return new()
        {
            Database = database?.Name, Backup = backup, Tables = end.Value ?? [], Duration = clock.Elapsed,
            NotRecorded = await RecordAsync(run, backup, end, token),
            Outcome = end.Outcome, Error = end.Error, RunId = end.RunId, ReceiverFailures = end.ReceiverFailures,
        };
    }

    private async Task<IReadOnlyList<TableRows>> RestoreAsync(
        BackupSource source, BackupManifest backup, DatabaseSettings? database, DrillOptions options, CancellationToken token)
    {
        var progress = new ProgressReporter(options.Progress, database?.Name ?? "media");
        progress.TotalKnown(backup.PayloadBytes);
        var connector = database is null ? null : _services.ConnectorOf(backup, database);
        await using var payload = await source.OpenPayloadAsync(backup, progress.Report, token);
        if (connector is null)
        {
            await MediaDrill.RunAsync(payload, backup, _services.Settings.StagingPath, token);
            return [];
        }

        var restored = await connector.DrillAsync(payload, new RestoreOptions { ExpectedTables = backup.Tables }, token);
        RequireSame(backup, restored.Tables);
        return restored.Tables;
    }

    // Connectors compare as they restore; that there is nothing else, nobody but a drill can ask.
    private static void RequireSame(BackupManifest backup, IReadOnlyList<TableRows> restored)
    {
        if (TableRows.Difference(backup.Tables, restored) is { } table)
            throw new DamagedBackupException($"{backup.Name} was restored, and {table} is not there as its manifest says; take another backup.");
    }

    // A drill that was cancelled says nothing of the backup.
    private async Task<string?> RecordAsync<T>(SignalledRun run, BackupManifest? backup, RunEnd<T> end, CancellationToken token) =>
        backup is null || end.Outcome is RunOutcome.Cancelled ? null : await ProofRecorder.TryRecordAsync(
            _services, ProofKind.Drill, backup, run.StartedAt, end.Error is null ? ProofExtent.Restore : null, end.Error?.Message, token);
}
