using DbBackup.Configuration;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>What <c>mysqldump</c> would get wrong.</summary>
internal static class DumpLimits
{
    /// <summary>What cannot be dumped faithfully, a sentence each.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(
        MySqlConnection session, MySqlServerVersion version, IReadOnlyList<CatalogTable> tables, MySqlConnectionSettings settings, CancellationToken token)
    {
        var refusals = await MySqlRights.MissingAsync(session, version, token).ConfigureAwait(false);
        refusals.AddRange(await UncarriedObjects.FindAsync(session, version, tables, settings, token).ConfigureAwait(false));
        if (settings.NonTransactional is NonTransactionalTables.Refuse)
            refusals.AddRange((await NonTransactionalAsync(session, tables, token).ConfigureAwait(false)).Select(table =>
                $"Table {MySqlName.Quote(table.Name)} ({table.Engine}) is in no snapshot; exclude it, set \"NonTransactional\": \"Accept\", or use the connector native, which locks it."));
        if (!version.IsMariaDb)
        {
            refusals.AddRange(await EndedTwiceAsync(session, token).ConfigureAwait(false));
            refusals.AddRange(await KeptHistogramsAsync(session, tables, token).ConfigureAwait(false));
        }
        refusals.AddRange(await InexactAsync(session, version, tables, settings, token).ConfigureAwait(false));
        return refusals;
    }

    private static async Task<IEnumerable<CatalogTable>> NonTransactionalAsync(MySqlConnection session, IReadOnlyList<CatalogTable> tables, CancellationToken token)
    {
        var transactional = await CatalogTable.TransactionalEnginesAsync(session, token).ConfigureAwait(false);
        return tables.Where(table => table.HasRows && !transactional.Contains(table.Engine));
    }

    // MySQL keeps the semicolon of one that came to it with other statements, and a dump puts that within a comment that is run, where none may be.
    private static Task<List<string>> EndedTwiceAsync(MySqlConnection session, CancellationToken token) => session.QueryAsync(
        $"SELECT 'Trigger', TRIGGER_NAME FROM information_schema.TRIGGERS WHERE {CatalogTable.InDatabase("TRIGGER_SCHEMA")} AND ACTION_STATEMENT LIKE '%;' " +
        $"UNION ALL SELECT 'Event', EVENT_NAME FROM information_schema.EVENTS WHERE {CatalogTable.InDatabase("EVENT_SCHEMA")} AND EVENT_DEFINITION LIKE '%;'",
        row => $"{row.Text(0)} {MySqlName.Quote(row.Text(1))} ends with a semicolon, with which mysqldump writes a statement that no client takes; make it again without, or use the connector native.", token);

    // A dump has the histogram made again, and not that the server keeps it.
    private static async Task<IEnumerable<string>> KeptHistogramsAsync(MySqlConnection session, IReadOnlyList<CatalogTable> tables, CancellationToken token)
    {
        var kept = await session.QueryAsync(
            $"SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMN_STATISTICS WHERE {CatalogTable.InDatabase("SCHEMA_NAME")} AND JSON_EXTRACT(HISTOGRAM, '$.\"auto-update\"') = true ORDER BY 1, 2",
            row => (Table: row.Text(0), Column: row.Text(1)), token).ConfigureAwait(false);
        return kept.Where(h => tables.Any(t => t.Name == h.Table)).Select(h =>
            $"The histogram of column {MySqlName.Quote(h.Column)} of table {MySqlName.Quote(h.Table)} is made with AUTO UPDATE, which mysqldump does not write; make it with MANUAL UPDATE, exclude the table, or use the connector native.");
    }

    // A dump writes a FLOAT with the six digits that the server shows, and a zero of MySQL without its sign. Values that are others when
    // they come back are refused; most are not, as they came by as few digits as that. Documents go as their text.
    private static async Task<List<string>> InexactAsync(
        MySqlConnection session, MySqlServerVersion version, IReadOnlyList<CatalogTable> tables, MySqlConnectionSettings settings, CancellationToken token)
    {
        var columns = await session.QueryAsync(
            $"SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE {CatalogTable.InDatabase("TABLE_SCHEMA")} AND DATA_TYPE IN ('float', 'double', 'json') ORDER BY TABLE_NAME, ORDINAL_POSITION",
            row => (Table: row.Text(0), Column: new MySqlColumn(row.Text(1), row.Text(2).ToLowerInvariant(), null, null)), token).ConfigureAwait(false);
        var withRows = tables.Where(table => table.HasRows).Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        var refusals = new List<string>();
        foreach (var (table, column) in columns.Where(c => withRows.Contains(c.Table) && (c.Column.Type is "float" || !version.IsMariaDb)))
        {
            if (column.Type is "json" && settings.TypedJson is TypedJsonDocuments.Text)
                continue;
            if (await session.NumberAsync($"SELECT EXISTS (SELECT 1 FROM {MySqlName.Quote(table)} WHERE {IsInexact(column)})", token).ConfigureAwait(false) != 0)
                refusals.Add($"Column {MySqlName.Quote(column.Name)} of table {MySqlName.Quote(table)} has values that a dump {(column.Type is "json"
                    ? "as JSON's text does not carry exactly; exclude the table, or set \"TypedJson\": \"Text\"."
                    : "in decimal digits does not carry exactly; exclude the table, or use the connector native.")}");
        }
        return refusals;
    }

    private static string IsInexact(MySqlColumn column)
    {
        var name = MySqlName.Quote(column.Name);
        return column.Type switch
        {
            "json" => MySqlValues.IsTypedJson(column),
            "float" => $"({name} = 0 AND CAST({name} AS CHAR) LIKE '-%') OR {name} <> CAST(CAST({name} AS CHAR) AS FLOAT)",
            _ => $"{name} = 0 AND CAST({name} AS CHAR) LIKE '-%'",
        };
    }
}
