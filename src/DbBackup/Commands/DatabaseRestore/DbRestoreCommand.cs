using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>Restores one database. Everything that can be refused is refused before anybody is asked and anything is changed.</summary>
public sealed class DbRestoreCommand
{
    private readonly CommandServices _services;

    internal DbRestoreCommand(CommandServices services) => _services = services;

    /// <summary>Runs it. A failure is in the result; call <see cref="RunResult.EnsureSucceeded"/> to have it thrown.</summary>
    /// <param name="options">What to restore and how.</param>
    /// <param name="token">Cancels the run; the database is as it was.</param>
    /// <exception cref="ConfigurationException">Wrong options or configuration; nothing was begun.</exception>
    public async Task<DbRestoreResult> RunAsync(DbRestoreOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var database = RestoreDestination.Of(Select(options.Database), options.To);
        RequireConfirmedName(database, options);
        var source = BackupSource.Of(_services, options.InputFilename, options.InputPath);
        if (options.From is not null && source.Name is not null)
            throw new ConfigurationException("Both a backup and --from are given: the backup's name says which database it is of.");
        BackupManifest? backup = null;
        try
        {
            backup = await source.FindAsync(BackupKind.Database, options.From ?? database.Name, options.ServerName, token);
            var connector = _services.ConnectorOf(backup, database);
            RefuseToDropWhatWasExcluded(backup, database, options);
            await source.VerifyAsync(backup, token);
            var safety = options.NoSafetyBackup ? null : await SafetyBackup.PlanAsync(_services, database, token);
            if (options.DryRun)
            {
                await CheckAsync(source, backup, connector, options, token);
                var filename = safety is null ? null : await safety.ChooseNameAsync(_services.Clock.GetUtcNow(), token);
                return new() { Database = database.Name, Backup = backup, SafetyFilename = filename, Outcome = RunOutcome.Succeeded };
            }
            if (!await ConfirmAsync(options, backup, database, connector, safety, token))
                return new() { Database = database.Name, Backup = backup, Outcome = RunOutcome.Cancelled };
            await using var held = await RunLock.TakeAsync(
                RunLock.Request.OfRestore(_services, new(BackupKind.Database, _services.ServerName(null), database.Name), source, backup) with { Connector = connector, Wait = options.Wait },
                token);
            return await RestoreAsync(source, backup, database, connector, safety?.Under(held), held, options, token);
        }
        catch (Exception exception) when (exception is not ConfigurationException)
        {
            return new() { Database = database.Name, Backup = backup, Outcome = SignalledRun.OutcomeOf(exception, token), Error = exception };
        }
    }

    private DatabaseSettings Select(string? name)
    {
        if (name is not null)
            return _services.SelectDatabase(name);
        return _services.SelectDatabases([]) is [var only] ? only : throw new ConfigurationException(
            $"There are several databases ({string.Join(", ", _services.Settings.Databases.Keys.Order(StringComparer.Ordinal))}): name one with --database.");
    }

    // Asked of everybody who restores, with --yes too: what is protected is not restored by a habit. A dry run harms nobody.
    private static void RequireConfirmedName(DatabaseSettings database, DbRestoreOptions options)
    {
        if (options.ConfirmedName is { } name && name != database.Name)
            throw new ConfigurationException($"--yes-restore names '{name}', and the restore is of database '{database.Name}': give its exact name, or correct --database.");
        if (database.Protected && options is { ConfirmedName: null, DryRun: false })
            throw new ConfigurationException($"Database {database.Name} is protected, so it was not restored: add --yes-restore {database.Name}, or remove Databases:{database.Name}:Protected.");
    }

    // A restore puts the backup in the database's place; the tables that it left out would be gone.
    private static void RefuseToDropWhatWasExcluded(BackupManifest backup, DatabaseSettings database, DbRestoreOptions options)
    {
        if (backup.Excluded is { Count: > 0 } && !options.NoDrop)
            throw new BackupException(
                $"{backup.Name} was made without {string.Join(", ", backup.Excluded)}, which database {database.Name} would lose: use --no-drop to restore into what exists, or restore another backup.");
    }

    private static async Task<bool> ConfirmAsync(
        DbRestoreOptions options, BackupManifest backup, DatabaseSettings database, DatabaseConnector connector, SafetyBackup? safety, CancellationToken token)
    {
        var plan = new RestorePlan(backup, $"database {database.Name} ({connector.DatabaseName})") { TakesSafetyBackup = safety is not null };
        return options.Confirm is null || await options.Confirm(plan, token);
    }

    private async Task<DbRestoreResult> RestoreAsync(
        BackupSource source, BackupManifest backup, DatabaseSettings database, DatabaseConnector connector, SafetyBackup? safety, RunLock held, DbRestoreOptions options,
        CancellationToken token)
    {
        BackupManifest? taken = null;
        var run = _services.BeginRun($"restore of database {database.Name}");
        var end = await run.RunAsync(
            (Signal.PreRestore, () => new PreRestoreContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, DatabaseName = connector.DatabaseName,
                Filename = backup.Name, ServerName = backup.Server, Storage = source.Storage,
            }),
            async cancellation =>
            {
                if (safety is not null)
                {
                    taken = await safety.TakeAsync(run, backup, options.Progress, cancellation);
                    await run.NotifyAsync(Signal.SafetyBackupTaken, () => new SafetyBackupTakenContext
                    {
                        RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                        Sender = this, Database = database, DatabaseName = connector.DatabaseName,
                        Filename = backup.Name, ServerName = backup.Server, Storage = source.Storage, SafetyBackup = taken,
                    });
                }
                await held.EnsureHeldAsync(cancellation);
                return await held.GuardAsync(guarded => LoadAsync(source, backup, database, connector, options, guarded), cancellation);
            },
            (Signal.PostRestore, _ => new PostRestoreContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, DatabaseName = connector.DatabaseName,
                Filename = backup.Name, ServerName = backup.Server, Storage = source.Storage, Connector = connector,
            }),
            (Signal.RestoreFailed, (exception, outcome) => new RestoreFailedContext
            {
                RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
                Sender = this, Database = database, DatabaseName = connector.DatabaseName,
                Filename = backup.Name, ServerName = backup.Server, Storage = source.Storage,
                Exception = exception, Outcome = outcome,
            }),
            token);
        return new()
        {
            Database = database.Name, Backup = backup, Tables = end.Value?.Tables ?? [], SafetyFilename = taken?.Name, SafetyBackup = taken,
            Outcome = end.Outcome, Error = end.Error, RunId = end.RunId, ReceiverFailures = end.ReceiverFailures,
        };
    }

    private static async Task<RestoreResult> LoadAsync(
        BackupSource source, BackupManifest backup, DatabaseSettings database, DatabaseConnector connector, DbRestoreOptions options, CancellationToken token)
    {
        var progress = new ProgressReporter(options.Progress, database.Name);
        progress.TotalKnown(backup.PayloadBytes);
        await using var payload = await source.OpenPayloadAsync(backup, progress.Report, token);
        return await connector.RestoreAsync(payload, How(backup, options), token);
    }

    private static async Task CheckAsync(BackupSource source, BackupManifest backup, DatabaseConnector connector, DbRestoreOptions options, CancellationToken token)
    {
        await using var payload = await source.OpenPayloadAsync(backup, progress: null, token);
        await connector.CheckRestoreAsync(payload, How(backup, options), token);
    }

    private static RestoreOptions How(BackupManifest backup, DbRestoreOptions options) => new()
    {
        ExpectedTables = backup.Tables, NoDrop = options.NoDrop, Schemas = options.Schemas,
        NoOwner = options.NoOwner, NoPrivileges = options.NoPrivileges, Disconnect = options.Disconnect,
    };
}
