using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>Backs up one, several or all databases, one after the other. One database's failure does not stop the next.</summary>
public sealed class DbBackupCommand
{
    private readonly CommandServices _services;
    private readonly CleanupCommand _cleanup;

    internal DbBackupCommand(CommandServices services, CleanupCommand cleanup) => (_services, _cleanup) = (services, cleanup);

    /// <summary>Runs it. Failures of runs are in the result; call <see cref="DbBackupResult.EnsureSucceeded"/> to have them thrown.</summary>
    /// <param name="options">What to back up and how.</param>
    /// <param name="token">Cancels the run under way; those that follow are not begun.</param>
    /// <exception cref="ConfigurationException">Wrong options or configuration; nothing was begun.</exception>
    public async Task<DbBackupResult> RunAsync(DbBackupOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var databases = _services.SelectDatabases(options.Databases);
        if (databases.Count > 1 && (options.OutputFilename ?? options.OutputPath) is { } output)
            throw new ConfigurationException($"{databases.Count} databases cannot all be written to {output}: name one with --database.");
        var destination = BackupDestination.Of(_services, options.OutputFilename, options.OutputPath, options.Compression, options.Encrypt);
        var dumps = databases.Select(database => (database, _services.Connectors.Create(database))).ToList();

        var results = new List<DatabaseBackupResult>();
        foreach (var (database, connector) in dumps)
            results.Add(await BackUpAsync(database, connector, destination, options, token));
        var cleanup = await CleanUpAsync(results, options, token);
        await PingAsync(results, cleanup, options);
        return new(results, cleanup);
    }

    private async Task<DatabaseBackupResult> BackUpAsync(
        DatabaseSettings database, DatabaseConnector connector, BackupDestination destination, DbBackupOptions options, CancellationToken token)
    {
        var run = _services.BeginRun($"backup of database {database.Name}");
        var server = _services.ServerName(options.ServerName);
        var result = await BackUpAsync(run, database, connector, server, destination, options, token);
        if (options is { DryRun: false, OutputPath: null })
            await FailedRuns.NoteAsync(_services, new(BackupKind.Database, server, database.Name), run, result);
        return result;
    }

    private async Task<DatabaseBackupResult> BackUpAsync(
        SignalledRun run, DatabaseSettings database, DatabaseConnector connector, string server, BackupDestination destination, DbBackupOptions options, CancellationToken token)
    {
        try
        {
            await using var held = options.DryRun ? null : await RunLock.TakeAsync(
                new(_services, "backup", [new(BackupKind.Database, server, database.Name)]) { Connector = connector, Wait = options.Wait, OnlyReads = options.OutputPath is not null },
                token);
            var name = await destination.ChooseNameAsync(
                _services.Settings.FilenameTemplate, database.Name, server, run.StartedAt, connector.Extension, token);
            return options.DryRun
                ? await RehearseAsync(database, connector, name, token)
                : await BackUpAsync(run, database, connector, server, destination with { Lock = held }, name, options, token);
        }
        catch (Exception exception)
        {
            return new() { Database = database.Name, Outcome = SignalledRun.OutcomeOf(exception, token), Error = exception };
        }
    }

    private async Task<DatabaseBackupResult> BackUpAsync(
        SignalledRun run, DatabaseSettings database, DatabaseConnector connector, string server,
        BackupDestination destination, string name, DbBackupOptions options, CancellationToken token)
    {
        var end = await run.RunAsync(
            (Signal.PreBackup, () => new PreBackupContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, Connector = connector, ServerName = server,
            }),
            cancellation => DumpAsync(run, database, connector, server, destination, name, options, cancellation),
            (Signal.PostBackup, backup => new PostBackupContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, Connector = connector, ServerName = server,
                Filename = name, Storage = destination.Storage, Backup = backup,
            }),
            (Signal.BackupFailed, (exception, outcome) => new BackupFailedContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, Connector = connector, ServerName = server,
                Exception = exception, Outcome = outcome,
            }),
            token);
        return new()
        {
            Database = database.Name, Filename = name, Backup = end.Value,
            Outcome = end.Outcome, Error = end.Error, RunId = end.RunId, ReceiverFailures = end.ReceiverFailures,
        };
    }

    private async Task<BackupManifest> DumpAsync(
        SignalledRun run, DatabaseSettings database, DatabaseConnector connector, string server,
        BackupDestination destination, string name, DbBackupOptions options, CancellationToken token)
    {
        var progress = new ProgressReporter(options.Progress, database.Name);
        var what = new DumpOptions
        {
            ExcludeTables = [.. database.Exclude, .. options.ExcludeTables],
            Schemas = options.Schemas,
            TotalKnown = progress.TotalKnown,
        };
        return await new DatabaseDump(_services, database, connector, destination).CommitAsync(run, server, name, what, progress, manifest => manifest, token);
    }

    private static async Task<DatabaseBackupResult> RehearseAsync(
        DatabaseSettings database, DatabaseConnector connector, string name, CancellationToken token)
    {
        var found = await connector.InspectAsync(token);
        return found.Refusals is [var refusal, ..]
            ? new() { Database = database.Name, Outcome = RunOutcome.Failed, Error = new BackupException(refusal) }
            : new() { Database = database.Name, Outcome = RunOutcome.Succeeded, Filename = name };
    }

    // Only what was just backed up is cleaned: a failed night must not cost a good backup.
    private async Task<CleanupResult?> CleanUpAsync(List<DatabaseBackupResult> results, DbBackupOptions options, CancellationToken token)
    {
        var good = results.Where(r => r.Outcome == RunOutcome.Succeeded).ToList();
        if (!options.Clean || good.Count == 0)
            return null;
        return await _cleanup.RunAsync(
            new()
            {
                Databases = [.. good.Select(r => r.Database)], ServerName = options.ServerName, Kind = BackupKind.Database,
                JustMade = [.. good.Select(r => r.Filename!)], DryRun = options.DryRun,
            },
            token);
    }

    // After a run that was good throughout, into the storage: a copy to a path is no sign that the nightly backups run.
    private async Task PingAsync(List<DatabaseBackupResult> results, CleanupResult? cleanup, DbBackupOptions options)
    {
        if (options is { DryRun: false, OutputPath: null } && results.TrueForAll(r => r.Outcome is RunOutcome.Succeeded) && cleanup?.Outcome is null or RunOutcome.Succeeded)
            results[^1] = results[^1] with { ReceiverFailures = [.. results[^1].ReceiverFailures, .. await DeadManSwitch.PingAsync(_services.Settings.Health, Signal.PostBackup)] };
    }
}
