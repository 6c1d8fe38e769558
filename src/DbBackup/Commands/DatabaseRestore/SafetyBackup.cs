using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>
/// A backup of what a restore is about to replace: all of it, by the database's own connector, in the configured storage, read back and
/// pinned.
/// </summary>
internal sealed class SafetyBackup
{
    private readonly CommandServices _services;
    private readonly DatabaseSettings _database;
    private readonly DatabaseConnector _connector;
    private readonly BackupDestination _destination;

    private SafetyBackup(SafetyBackup planned, RunLock held)
    {
        (_services, _database, _connector) = (planned._services, planned._database, planned._connector);
        _destination = planned._destination with { Lock = held };
    }

    private SafetyBackup(CommandServices services, DatabaseSettings database)
    {
        (_services, _database) = (services, database.WithoutSelection());
        _connector = services.Connectors.Create(_database);
        var destination = BackupDestination.Of(services, outputFilename: null, outputPath: null, compression: null, encrypt: false);
        _destination = destination with { ReadBack = destination.ReadBack is BackupVerification.Off ? BackupVerification.Full : destination.ReadBack };
    }

    /// <summary>Plans one.</summary>
    /// <returns><see langword="null"/> when there is nothing that could be lost.</returns>
    /// <exception cref="BackupException">Nobody can say whether there is.</exception>
    public static async Task<SafetyBackup?> PlanAsync(CommandServices services, DatabaseSettings database, CancellationToken token)
    {
        var safety = new SafetyBackup(services, database);
        return await safety._connector.ExistsAsync(token) ? safety : null;
    }

    /// <summary>The same, under the lock of the restore.</summary>
    public SafetyBackup Under(RunLock held) => new(this, held);

    /// <summary>The name that it would get.</summary>
    public Task<string> ChooseNameAsync(DateTimeOffset time, CancellationToken token) => _destination.ChooseNameAsync(
        _services.Settings.FilenameTemplate, _database.Name, _services.ServerName(null), time, _connector.Extension, token);

    /// <summary>Takes it.</summary>
    /// <param name="run">The run of the restore.</param>
    /// <param name="restored">The backup that is restored after it.</param>
    /// <param name="listener">Is told of progress.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="BackupException">It failed, so that nothing may be restored.</exception>
    public async Task<BackupManifest> TakeAsync(SignalledRun run, BackupManifest restored, IProgress<OperationProgress>? listener, CancellationToken token)
    {
        var progress = new ProgressReporter(listener, $"safety backup of {_database.Name}");
        try
        {
            var name = await ChooseNameAsync(run.StartedAt, token);
            return await new DatabaseDump(_services, _database, _connector, _destination).CommitAsync(
                run, _services.ServerName(null), name, new() { TotalKnown = progress.TotalKnown }, progress,
                manifest => manifest with { Pinned = true, SafetyFor = restored.Name }, token);
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            throw new BackupException(
                $"Nothing was restored: the safety backup of database {_database.Name}, which comes before a restore, failed. {exception.Message} --no-safety-backup restores without one.",
                exception);
        }
    }
}
