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
        refusals.AddRange(await InexactAsync(session, version, tables, token).ConfigureAwait(false));
        return refusals;
    }

    private static async Task<IEnumerable<CatalogTable>> NonTransactionalAsync(MySqlConnection session, IReadOnlyList<CatalogTable> tables, CancellationToken token)
    {
        var transactional = await CatalogTable.TransactionalEnginesAsync(session, token).ConfigureAwait(false);
        return tables.Where(table => table.HasRows && !transactional.Contains(table.Engine));
    }

    // A dump writes a FLOAT with the six digits that the server shows, and a zero of MySQL without its sign. Values that are others when
    // they come back are refused; most are not, as they came by as few digits as that.
    private static async Task<List<string>> InexactAsync(MySqlConnection session, MySqlServerVersion version, IReadOnlyList<CatalogTable> tables, CancellationToken token)
    {
        var columns = await session.QueryAsync(
            $"SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE {CatalogTable.InDatabase("TABLE_SCHEMA")} AND DATA_TYPE IN ('float', 'double') ORDER BY TABLE_NAME, ORDINAL_POSITION",
            row => (Table: row.Text(0), Name: row.Text(1), IsFloat: row.Text(2).Equals("float", StringComparison.OrdinalIgnoreCase)), token).ConfigureAwait(false);
        var withRows = tables.Where(table => table.HasRows).Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        var refusals = new List<string>();
        foreach (var (table, name, isFloat) in columns.Where(column => withRows.Contains(column.Table) && (column.IsFloat || !version.IsMariaDb)))
        {
            var column = MySqlName.Quote(name);
            var isInexact = $"({column} = 0 AND CAST({column} AS CHAR) LIKE '-%')" + (isFloat ? $" OR {column} <> CAST(CAST({column} AS CHAR) AS FLOAT)" : "");
            if (await session.NumberAsync($"SELECT EXISTS (SELECT 1 FROM {MySqlName.Quote(table)} WHERE {isInexact})", token).ConfigureAwait(false) != 0)
                refusals.Add($"Column {column} of table {MySqlName.Quote(table)} has values that a dump in decimal digits does not carry exactly; exclude the table, or use the connector native.");
        }
        return refusals;
    }
}
