using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Takes everything out of a database and leaves the database.</summary>
internal static class EmptiedDatabase
{
    /// <summary>Empties the session's database.</summary>
    public static async Task EmptyAsync(MySqlConnection session, CancellationToken token)
    {
        var tables = await CatalogTable.ReadAsync(session, token).ConfigureAwait(false);
        List<string> drops =
        [
            .. await NamesAsync("EVENTS", "EVENT_SCHEMA", "'EVENT'", "EVENT_NAME").ConfigureAwait(false),
            .. tables.Select(t => $"DROP {(t.IsView ? "VIEW" : t.IsSequence ? "SEQUENCE" : "TABLE")} IF EXISTS {MySqlName.Quote(t.Name)}"),
            .. await NamesAsync("ROUTINES", "ROUTINE_SCHEMA", "ROUTINE_TYPE", "ROUTINE_NAME").ConfigureAwait(false),
        ];
        foreach (var drop in drops)
            await session.ExecuteAsync(drop, token).ConfigureAwait(false);

        Task<List<string>> NamesAsync(string catalog, string schema, string kind, string name) => session.QueryAsync(
            $"SELECT {kind}, {name} FROM information_schema.{catalog} WHERE {CatalogTable.InDatabase(schema)}",
            row => $"DROP {row.Text(0)} IF EXISTS {MySqlName.Quote(row.Text(1))}", token);
    }
}
