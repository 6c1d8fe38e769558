using DbBackup.Archives;
using DbBackup.Catalog;
using DbBackup.Configuration;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Dumps a database: its schema and rows from one snapshot, by several sessions, into a native archive.</summary>
/// <param name="server">The database.</param>
/// <param name="scope">What of it.</param>
internal sealed class PgDump(PgServer server, SchemaScope scope)
{
    private static readonly string[] NotContained = ["roles", "tablespaces", "subscriptions' secrets", "settings of the server"];

    private PgConnectionSettings Settings => server.Settings;

    /// <summary>Writes the archive.</summary>
    public async Task<DumpResult> WriteAsync(Stream destination, CancellationToken token)
    {
        await using var watch = await server.WatchAsync(token).ConfigureAwait(false);
        return await watch.GuardAsync(cancellation => WriteWatchedAsync(destination, cancellation)).ConfigureAwait(false);
    }

    private async Task<DumpResult> WriteWatchedAsync(Stream destination, CancellationToken token)
    {
        await using var snapshot = await PgSnapshot.TakeAsync(server, scope, token).ConfigureAwait(false);
        var leader = snapshot.Leader;
        var catalog = await PgCatalog.OpenAsync(leader, Settings.Database, token).ConfigureAwait(false);
        var schema = await new SchemaWriter(Settings, scope).WriteAsync(catalog, snapshot.Id, token).ConfigureAwait(false);
        var objects = await LargeObjects.CountAsync(leader, schema, token).ConfigureAwait(false);
        var properties = await PgDatabaseProperties.ReadAsync(leader, token).ConfigureAwait(false);
        var streams = StreamPlan.Of(schema, new PgCopy(properties.Encoding), catalog.Version, Settings.Workers, objects > 0);

        List<SchemaStatement> statements = [.. SequenceStatements.Of(schema.Sequences), .. schema.Statements];
        using var archive = new NativeArchiveWriter(destination);
        var backup = Describe(leader, schema, statements, properties, streams);
        await archive.BeginAsync(backup, token).ConfigureAwait(false);
        await ScriptAsync(archive, NativeFormat.Drop, Enumerable.Reverse(statements).SelectMany(PgStatements.ToDrop), token).ConfigureAwait(false);
        await ScriptAsync(archive, NativeFormat.PreData, statements.Where(s => s.Phase == SchemaPhase.PreData).Select(PgStatements.ToArchive), token).ConfigureAwait(false);
        var ends = await new StreamDump(snapshot, Settings, archive).ReadAsync(streams, token).ConfigureAwait(false);
        await ScriptAsync(archive, NativeFormat.PostData, statements.Where(s => s.Phase != SchemaPhase.PreData).Select(PgStatements.ToArchive), token).ConfigureAwait(false);
        await archive.EntryAsync(NativeFormat.Script, PsqlScript.Write(properties, [.. streams.Select(s => s.Stream)]), token).ConfigureAwait(false);
        await RequireUnchangedAsync(leader, token).ConfigureAwait(false);
        await archive.EndAsync(new NativeManifest(NativeFormat.Version, ends), token).ConfigureAwait(false);
        return new DumpResult(PgServerVersion.Text(leader), StreamRows.ByTable([.. streams.Select(s => s.Stream)], ends, objects))
        {
            Schema = schema.Program ?? backup.Schema, NotContained = backup.NotContained,
        };
    }

    private static Task ScriptAsync(NativeArchiveWriter archive, string name, IEnumerable<NativeStatement> statements, CancellationToken token) =>
        archive.EntryAsync(name, StatementScript.Write(statements), token);

    private NativeBackup Describe(
        NpgsqlConnection leader, SchemaDump schema, List<SchemaStatement> statements, PgDatabaseProperties properties, List<PgStream> streams) => new()
    {
        Engine = NativePgConnector.EngineName, EngineVersion = PgServerVersion.Text(leader), EngineMajor = leader.PostgreSqlVersion.Major,
        Encoding = properties.Encoding, Properties = properties.ToDictionary(), Schemas = scope.Schemas, Excluded = scope.Exclude,
        Requirements = RestoreRequirements.Of(schema.Requirements, statements),
        Schema = (schema.Program is null ? SchemaReading.InProcess : SchemaReading.PgDump).ToString(), SchemaProgram = schema.Program,
        NotContained = [.. NotContained, .. schema.Lost],
        Interleaved = Settings.Workers, Streams = [.. streams.Select(s => s.Stream)],
    };

    // Definitions come from the snapshot, but some functions of the server show the newest state. Where nothing changed, both are the same.
    private async Task RequireUnchangedAsync(NpgsqlConnection snapshot, CancellationToken token)
    {
        await using var fresh = await server.OpenAsync(token).ConfigureAwait(false);
        if (await CatalogFingerprint.DifferenceAsync(snapshot, fresh, token).ConfigureAwait(false) is { } changed)
            throw new BackupException($"Database {Settings.Database}: definitions changed during the backup ({changed}). Run it again when nobody changes definitions.");
    }
}
