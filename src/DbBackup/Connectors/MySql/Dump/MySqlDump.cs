using DbBackup.Archives;
using DbBackup.Catalog;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Dumps a database: its schema and rows from one moment, by several sessions, into a native archive.</summary>
/// <param name="server">The database.</param>
/// <param name="exclude">Patterns of tables that are left out.</param>
internal sealed class MySqlDump(MySqlServer server, IReadOnlyList<string> exclude)
{
    private MySqlConnectionSettings Settings => server.Settings;

    /// <summary>Writes the archive.</summary>
    public async Task<DumpResult> WriteAsync(Stream destination, CancellationToken token)
    {
        await using var watch = await server.WatchAsync(token).ConfigureAwait(false);
        return await watch.GuardAsync(cancellation => WriteWatchedAsync(destination, cancellation)).ConfigureAwait(false);
    }

    private async Task<DumpResult> WriteWatchedAsync(Stream destination, CancellationToken token)
    {
        var leader = await server.OpenAsync(token).ConfigureAwait(false);
        var (version, loose, tables) = await SurveyAsync(leader, token).ConfigureAwait(false);
        await using var snapshot = await MySqlSnapshot.TakeAsync(server, version, leader, loose, tables, token).ConfigureAwait(false);
        var schema = await ReadSchemaAsync(leader, version, token).ConfigureAwait(false);
        var streams = await MySqlStreamPlan.OfAsync(schema, Settings.TypedJson, snapshot.Sessions[0], snapshot.Sessions.Count, token).ConfigureAwait(false);

        using var archive = new NativeArchiveWriter(destination);
        await archive.BeginAsync(MySqlDescription.Of(version, Settings, schema, snapshot, streams, exclude), token).ConfigureAwait(false);
        await ScriptAsync(archive, NativeFormat.Drop, MySqlDescription.Drops(schema), token).ConfigureAwait(false);
        await ScriptAsync(archive, NativeFormat.PreData, Statements(schema, isBefore: true), token).ConfigureAwait(false);
        var ends = await ReadRowsAsync(snapshot, archive, streams, token).ConfigureAwait(false);
        await ScriptAsync(archive, NativeFormat.PostData, Statements(schema, isBefore: false), token).ConfigureAwait(false);
        List<NativeStream> written = [.. streams.Select(s => s.Stream)];
        await archive.EntryAsync(NativeFormat.Script, MySqlScript.Write(version, schema, Settings.Definer, written, ends), token).ConfigureAwait(false);
        await RequireUnchangedAsync(schema, version, token).ConfigureAwait(false);
        await archive.EndAsync(new NativeManifest(NativeFormat.Version, ends), token).ConfigureAwait(false);
        return new DumpResult(version.ToString(), MySqlPayload.Rows(written, ends));
    }

    private async Task<(MySqlServerVersion Version, List<string> Loose, List<string> Tables)> SurveyAsync(MySqlConnection leader, CancellationToken token)
    {
        try
        {
            await LeftStages.RequireWholeAsync(leader, Settings, token).ConfigureAwait(false);
            var version = await MySqlServerVersion.ReadAsync(leader, Settings, token).ConfigureAwait(false);
            var selected = await SelectedTables.ReadAsync(leader, exclude, Settings.Database, token).ConfigureAwait(false);
            var transactional = await CatalogTable.TransactionalEnginesAsync(leader, token).ConfigureAwait(false);
            var tables = selected.Included.Where(t => t.HasRows && t.Engine.Length > 0).ToList();
            return (version, [.. tables.Where(t => !transactional.Contains(t.Engine)).Select(t => t.Name)], [.. tables.Select(t => t.Name)]);
        }
        catch
        {
            await Patience.CloseAsync(leader).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<MySqlSchema> ReadSchemaAsync(MySqlConnection session, MySqlServerVersion version, CancellationToken token)
    {
        var schema = await new MySqlSchemaReader(session, version, Settings, exclude).ReadAsync(token).ConfigureAwait(false);
        return schema.Refusals.Count == 0 ? schema : throw new BackupException($"Database {Settings.Database}: {string.Join(" ", schema.Refusals)}");
    }

    private IEnumerable<NativeStatement> Statements(MySqlSchema schema, bool isBefore) =>
        schema.Statements.Where(s => s.Phase is MySqlPhase.PreData == isBefore).Select(s => s.For(Settings.Definer).ToArchive());

    // What no snapshot holds is read first, while writers are held off.
    private async Task<NativeStreamEnd[]> ReadRowsAsync(MySqlSnapshot snapshot, NativeArchiveWriter archive, IReadOnlyList<MySqlStream> streams, CancellationToken token)
    {
        var rows = new MySqlStreamDump(snapshot, Settings, archive);
        List<MySqlStream> loose = [.. streams.TakeWhile(s => !s.Table.IsTransactional)];
        var ends = await rows.ReadAsync(loose, token).ConfigureAwait(false);
        await snapshot.ReleaseAsync(token).ConfigureAwait(false);
        return [.. ends, .. await rows.ReadAsync([.. streams.Skip(loose.Count)], token).ConfigureAwait(false)];
    }

    private static Task ScriptAsync(NativeArchiveWriter archive, string name, IEnumerable<NativeStatement> statements, CancellationToken token) =>
        archive.EntryAsync(name, StatementScript.Write(statements, MySqlScript.Terminator), token);

    // Definitions are not part of a snapshot. Where nobody changed them, they are those of its moment.
    private async Task RequireUnchangedAsync(MySqlSchema schema, MySqlServerVersion version, CancellationToken token)
    {
        await using var fresh = await server.OpenAsync(token).ConfigureAwait(false);
        var now = await new MySqlSchemaReader(fresh, version, Settings, exclude).ReadAsync(token).ConfigureAwait(false);
        schema.RequireSame(now, Settings);
    }
}
