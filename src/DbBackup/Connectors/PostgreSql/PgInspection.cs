using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Looks at a database as a dump would, without reading its rows.</summary>
/// <param name="server">The database.</param>
/// <param name="scope">What of it would be dumped.</param>
internal sealed class PgInspection(PgServer server, SchemaScope scope)
{
    /// <summary>Says what is there and what a dump would refuse.</summary>
    public async Task<DatabaseInspection> RunAsync(CancellationToken token)
    {
        await using var connection = await server.OpenAsync(token).ConfigureAwait(false);
        PgServerVersion.RequireSupported(connection, server.Settings);
        await connection.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL lock_timeout = 10000", token).ConfigureAwait(false);
        var tables = await LockableTable.ReadAsync(connection, scope, token).ConfigureAwait(false);
        var refusals = LockableTable.Refusals(tables, server.Settings.Username);
        if (refusals.Count == 0)
            refusals.AddRange(await SchemaRefusalsAsync(connection, token).ConfigureAwait(false));
        var bytes = await connection.ScalarAsync<long>("SELECT pg_database_size(current_database())", token).ConfigureAwait(false);
        return new(PgServerVersion.Text(connection), bytes, refusals);
    }

    private async Task<string[]> SchemaRefusalsAsync(NpgsqlConnection connection, CancellationToken token)
    {
        try
        {
            var catalog = await PgCatalog.OpenAsync(connection, server.Settings.Database, token).ConfigureAwait(false);
            await new SchemaWriter(server.Settings, scope).RequireWritableAsync(catalog, token).ConfigureAwait(false);
            return [];
        }
        catch (BackupException e)
        {
            return [e.Message];
        }
    }
}
