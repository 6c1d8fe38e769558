namespace DbBackup.Connectors;

/// <summary>Looks at a database as a dump would, without reading its rows.</summary>
/// <param name="server">The database.</param>
/// <param name="exclude">Patterns of tables that would be left out.</param>
internal sealed class MySqlInspection(MySqlServer server, IReadOnlyList<string> exclude)
{
    /// <summary>Says what is there and what a dump would refuse.</summary>
    public async Task<DatabaseInspection> RunAsync(CancellationToken token)
    {
        await using var connection = await server.OpenAsync(token).ConfigureAwait(false);
        var version = await MySqlServerVersion.ReadAsync(connection, server.Settings, token).ConfigureAwait(false);
        var bytes = await connection.NumberAsync(
            $"SELECT COALESCE(SUM(DATA_LENGTH + INDEX_LENGTH), 0) FROM information_schema.TABLES WHERE {CatalogTable.InDatabase("TABLE_SCHEMA")}", token).ConfigureAwait(false);
        try
        {
            var schema = await new MySqlSchemaReader(connection, version, server.Settings, exclude).ReadAsync(token).ConfigureAwait(false);
            return new(version.ToString(), bytes, schema.Refusals);
        }
        catch (BackupException e)
        {
            return new(version.ToString(), bytes, [e.Message]);
        }
    }
}
