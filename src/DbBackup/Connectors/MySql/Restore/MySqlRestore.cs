using DbBackup.Archives;
using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>Restores a native archive: all of it is read, loaded, built and counted in a database of its own before anything is exchanged.</summary>
/// <param name="settings">The database.</param>
/// <param name="options">How.</param>
/// <param name="isDrill">Whether that database is dropped afterwards, and nothing exchanged.</param>
internal sealed class MySqlRestore(MySqlConnectionSettings settings, RestoreOptions options, bool isDrill = false)
{
    /// <summary>Restores it.</summary>
    public async Task<RestoreResult> ReadAsync(Stream source, CancellationToken token)
    {
        using var reader = new NativeArchiveReader(source);
        var backup = await reader.BeginAsync(token).ConfigureAwait(false);
        if (backup.Engine != NativeMySqlConnector.EngineName)
            throw new BackupException($"Database {settings.Database}: the backup is of {backup.Engine}, not of {NativeMySqlConnector.EngineName}. Restore it to such a database.");
        await reader.ScriptAsync(NativeFormat.Drop, token).ConfigureAwait(false);
        var preData = Parse(await reader.ScriptAsync(NativeFormat.PreData, token).ConfigureAwait(false));

        await using var stage = await MySqlStage.PrepareAsync(settings, options, isDrill, token).ConfigureAwait(false);
        await MySqlRequirements.RequireAsync(backup, stage, settings, token).ConfigureAwait(false);
        await stage.BeginAsync(backup.Properties[MySqlDescription.CharacterSet], backup.Properties[MySqlDescription.Collation], token).ConfigureAwait(false);
        await using var watch = await new MySqlServer(settings, stage.Name).WatchAsync(token).ConfigureAwait(false);
        return await watch.GuardAsync(async cancellation =>
        {
            var (tables, postData) = await FillAsync(reader, backup, stage, preData, cancellation).ConfigureAwait(false);
            await watch.StopAsync().ConfigureAwait(false);
            if (!isDrill)
                await stage.ExchangeAsync([.. preData, .. postData], token).ConfigureAwait(false);
            return new RestoreResult(tables);
        }).ConfigureAwait(false);
    }

    private async Task<(List<TableRows> Tables, List<MySqlStatement> PostData)> FillAsync(
        NativeArchiveReader reader, NativeBackup backup, MySqlStage stage, List<MySqlStatement> preData, CancellationToken token)
    {
        await stage.RunAsync(preData.Where(s => s.Kind is not DatabaseOptions.Kind), token).ConfigureAwait(false);
        using var statistics = new QuietStatistics(
            stage.Version.IsMariaDb ? await stage.SessionAsync(settings.Workers, token).ConfigureAwait(false) : null, QuietStatistics.Undecided(preData));
        var loaded = await LoadAsync(reader, stage, statistics, token).ConfigureAwait(false);
        var (statements, manifest) = await reader.EndAsync(token).ConfigureAwait(false);
        var tables = RequireRows(backup, manifest, loaded);
        var postData = Parse(statements);
        await stage.RunByTableAsync(postData.Where(s => s.Phase is MySqlPhase.Index), token).ConfigureAwait(false);
        await statistics.EndAsync(token).ConfigureAwait(false);
        await stage.RunAsync(postData.Where(s => s.Phase is MySqlPhase.ForeignKey or MySqlPhase.State), token).ConfigureAwait(false);
        // Made here first, so that what cannot be made is found out while nothing has changed.
        // Events are not: they might begin to run.
        await stage.RunAsync(postData.Where(s => s.Phase is MySqlPhase.Routine or MySqlPhase.View || (isDrill && s.Phase is MySqlPhase.Trigger)), token).ConfigureAwait(false);
        return (tables, postData);
    }

    private async Task<Dictionary<string, long>> LoadAsync(NativeArchiveReader reader, MySqlStage stage, QuietStatistics statistics, CancellationToken token)
    {
        var loaders = new List<IRowLoader>();
        var allows = await stage.Server.NumberAsync("SELECT @@local_infile", token).ConfigureAwait(false) != 0;
        var packet = await stage.Server.NumberAsync("SELECT @@max_allowed_packet", token).ConfigureAwait(false);
        var loose = await stage.LooseTablesAsync(token).ConfigureAwait(false);
        for (var number = 0; number < settings.Workers; number++)
        {
            var session = await stage.SessionAsync(number, token).ConfigureAwait(false);
            await session.ExecuteAsync("SET autocommit = 0", token).ConfigureAwait(false);
            loaders.Add(allows ? new LoadDataLoader(session, settings, loose, statistics) : new InsertLoader(session, settings, loose, statistics, packet));
        }
        // A table's slices go to one session: two would wait for each other's locks, and the archive for both.
        var rows = await new RowLoad(reader, _ => true, stream => stream.Table!).RunAsync(loaders, token).ConfigureAwait(false);
        for (var number = 0; number < settings.Workers; number++)
            await (await stage.SessionAsync(number, token).ConfigureAwait(false)).ExecuteAsync("SET autocommit = 1", token).ConfigureAwait(false);
        return rows;
    }

    private List<MySqlStatement> Parse(IEnumerable<NativeStatement> statements)
    {
        var parsed = statements.Select(MySqlStatement.FromArchive);
        return settings.Definer switch
        {
            Configuration.DefinerHandling.Keep => [.. parsed],
            Configuration.DefinerHandling.Current => [.. parsed.Select(s => s.WithDefiner("CURRENT_USER"))],
            _ => [.. parsed.Select(s => s.WithDefiner(null))],
        };
    }

    private List<TableRows> RequireRows(NativeBackup backup, NativeManifest manifest, Dictionary<string, long> loaded)
    {
        var tables = MySqlPayload.Rows(backup.Streams, manifest.Streams);
        if (TableRows.Difference(options.ExpectedTables, tables) is { } table)
            throw new DamagedBackupException($"Database {settings.Database}: the backup and its manifest differ about {table}. Nothing was changed; restore another backup.");
        foreach (var (name, rows) in tables)
            if (loaded.GetValueOrDefault(name) is var found && found != rows)
                throw new BackupException($"Database {settings.Database}: {name} has {found} rows after the restore, the backup {rows}. Nothing was changed; raise max_allowed_packet of the server if a row may be longer than it, else take another backup.");
        return tables;
    }
}
