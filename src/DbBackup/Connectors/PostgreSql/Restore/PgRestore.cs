using DbBackup.Archives;
using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>Restores a native archive: all of it is read, loaded, built and counted before the database changes.</summary>
/// <param name="settings">The database.</param>
/// <param name="options">How.</param>
/// <param name="isDrill">Whether it goes into a database that is dropped afterwards.</param>
internal sealed class PgRestore(PgConnectionSettings settings, RestoreOptions options, bool isDrill = false)
{
    private readonly RestoreSelection _selection = new(options);

    /// <summary>Restores it.</summary>
    public async Task<RestoreResult> ReadAsync(Stream source, CancellationToken token)
    {
        using var reader = new NativeArchiveReader(await ForeignArchive.RefuseAsync(source, settings, token).ConfigureAwait(false));
        var (backup, drops, preData) = await BeginAsync(reader, token).ConfigureAwait(false);
        await using var target = await TargetAsync(backup, token).ConfigureAwait(false);
        await target.BeginAsync(PgDatabaseProperties.From(backup.Properties), token).ConfigureAwait(false);
        await using var watch = PgWatch.Start(await target.WatcherAsync(token).ConfigureAwait(false), settings, token);
        return await watch.GuardAsync(async cancellation =>
        {
            var tables = await FillAsync(reader, backup, target, drops, preData, cancellation).ConfigureAwait(false);
            await watch.StopAsync().ConfigureAwait(false);
            if (!isDrill)
                await target.CommitAsync(token).ConfigureAwait(false);
            return new RestoreResult(tables);
        }).ConfigureAwait(false);
    }

    /// <summary>Looks whether it could be restored, and changes nothing.</summary>
    public async Task<NativeBackup> CheckAsync(Stream source, CancellationToken token)
    {
        using var reader = new NativeArchiveReader(await ForeignArchive.RefuseAsync(source, settings, token).ConfigureAwait(false));
        var (backup, _, _) = await BeginAsync(reader, token).ConfigureAwait(false);
        await using var target = await TargetAsync(backup, token).ConfigureAwait(false);
        return backup;
    }

    private async Task<(NativeBackup Backup, List<NativeStatement> Drops, List<NativeStatement> PreData)> BeginAsync(NativeArchiveReader reader, CancellationToken token)
    {
        var backup = await reader.BeginAsync(token).ConfigureAwait(false);
        if (backup.Engine != NativePgConnector.EngineName)
            throw new BackupException($"Database {settings.Database}: the backup is of {backup.Engine}, not of {NativePgConnector.EngineName}. Restore it to such a database.");
        var drops = await reader.ScriptAsync(NativeFormat.Drop, token).ConfigureAwait(false);
        var preData = await reader.ScriptAsync(NativeFormat.PreData, token).ConfigureAwait(false);
        _selection.RequireSchemas(preData, backup, settings);
        return (backup, drops, preData);
    }

    // A place that has what the backup needs.
    private async Task<RestoreTarget> TargetAsync(NativeBackup backup, CancellationToken token)
    {
        var target = await TargetChoice.ChooseAsync(settings, options, isDrill, token).ConfigureAwait(false);
        try
        {
            RequireNoDrops(backup, target);
            await RestoreRequirements.RequireAsync(backup, target, settings, options, token).ConfigureAwait(false);
            return target;
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void RequireNoDrops(NativeBackup backup, RestoreTarget target)
    {
        if (backup.SchemaProgram is { } program && target.IsInPlace && !options.NoDrop)
            throw new BackupException(
                $"Database {settings.Database}: the backup's definitions were written by {program}, and say how to make but not how to drop what is there. Restore it into a new database (\"Restore\": \"Swap\", for which a role needs CREATEDB and to own the database), or into an empty one with --no-drop.");
    }

    private async Task<List<TableRows>> FillAsync(
        NativeArchiveReader reader, NativeBackup backup, RestoreTarget target, List<NativeStatement> drops, List<NativeStatement> preData, CancellationToken token)
    {
        var phases = new RestorePhases(target, settings);
        if (target.IsInPlace && !options.NoDrop)
            await phases.RunInOrderAsync(_selection.Of(drops, target.IsNew), token).ConfigureAwait(false);
        await phases.RunInOrderAsync(_selection.Of(preData, target.IsNew), token).ConfigureAwait(false);
        var loaded = await LoadAsync(reader, backup, target, token).ConfigureAwait(false);
        var (postData, manifest) = await reader.EndAsync(token).ConfigureAwait(false);
        var tables = await new RestoredRows(settings, options, backup, manifest).RequireAsync(loaded, target.Main, _selection, token).ConfigureAwait(false);
        var streams = backup.Streams.Where(_selection.Includes).ToList();
        await phases.RunAsync([.. _selection.Of(postData, target.IsNew), .. await AnalyzeStatements.OfTablesAsync(target, streams, token).ConfigureAwait(false)], token).ConfigureAwait(false);
        await phases.RunSideBySideAsync(await AnalyzeStatements.OfMaterializedViewsAsync(target, streams, token).ConfigureAwait(false), token).ConfigureAwait(false);
        return tables;
    }

    private async Task<Dictionary<string, long>> LoadAsync(NativeArchiveReader reader, NativeBackup backup, RestoreTarget target, CancellationToken token)
    {
        var loaders = new List<RowLoader>();
        for (var number = 0; number < target.Sessions; number++)
        {
            var session = await target.SessionAsync(number, token).ConfigureAwait(false);
            await session.ExecuteAsync($"SET client_encoding = {PgName.Literal(backup.Encoding)}", token).ConfigureAwait(false);
            loaders.Add(new RowLoader(session, new PgCopy(backup.Encoding), commits: !target.IsInPlace, settings));
        }
        var rows = await new RowLoad(reader, _selection.Includes).RunAsync(loaders, token).ConfigureAwait(false);
        for (var number = 0; number < target.Sessions; number++)
            await (await target.SessionAsync(number, token).ConfigureAwait(false)).ExecuteAsync("SET client_encoding = 'UTF8'", token).ConfigureAwait(false);
        return rows;
    }
}
