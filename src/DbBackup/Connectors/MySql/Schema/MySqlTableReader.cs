using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Reads tables: what makes them, and how their rows are read.</summary>
/// <param name="connection">A session.</param>
/// <param name="version">The server.</param>
/// <param name="excluded">Tables that are left out.</param>
/// <param name="refusals">Where what cannot be carried is said.</param>
internal sealed class MySqlTableReader(MySqlConnection connection, MySqlServerVersion version, HashSet<string> excluded, List<string> refusals)
{
    private static readonly Version FirstWithChecks = new(8, 0, 16);

    private readonly List<MySqlTable> _tables = [];

    /// <summary>The tables with rows, once they were read.</summary>
    public IReadOnlyList<MySqlTable> Tables => _tables;

    /// <summary>Reads them.</summary>
    public async Task<List<MySqlStatement>> ReadAsync(IReadOnlyList<CatalogTable> tables, CancellationToken token)
    {
        var transactional = await CatalogTable.TransactionalEnginesAsync(connection, token).ConfigureAwait(false);
        var columns = await ColumnsAsync(token).ConfigureAwait(false);
        var expressions = version.IsMariaDb || version.Number < FirstWithChecks ? null : await StoredExpressions.ReadAsync(connection, token).ConfigureAwait(false);
        var statements = new List<MySqlStatement>();
        foreach (var table in tables.Where(t => t.Engine.Length > 0))
        {
            var sql = (await connection.QueryAsync($"SHOW CREATE TABLE {MySqlName.Quote(table.Name)}", row => row.Text(1), token).ConfigureAwait(false))[0];
            sql = await MemberNames.CompleteAsync(connection, table.Name, sql, refusals, token).ConfigureAwait(false);
            var text = TableText.Parse(expressions?.Restore(table.Name, sql, refusals) ?? sql, version.IsMariaDb);
            statements.AddRange(TableStatements.Of(table, text));
            RefuseForeignKeys(table.Name, text);
            foreach (var unknown in columns[table.Name].Where(c => !c.IsGenerated && !MySqlValues.IsKnown(c.Column)))
                refusals.Add($"Column {MySqlName.Quote(table.Name)}.{MySqlName.Quote(unknown.Column.Name)} is of the type {unknown.Column.Type}, which is not carried; exclude the table.");
            if (table.HasRows)
                _tables.Add(Describe(table, text, columns[table.Name], transactional.Contains(table.Engine)));
        }
        return statements;
    }

    private static MySqlTable Describe(CatalogTable table, TableText text, IEnumerable<(MySqlColumn Column, bool IsGenerated)> columns, bool isTransactional)
    {
        var key = text.Parts.FirstOrDefault(p => p.Kind is TablePartKind.PrimaryKey)?.Columns ?? [];
        var byName = columns.ToDictionary(c => c.Column.Name, c => c.Column, StringComparer.OrdinalIgnoreCase);
        return new()
        {
            Name = table.Name, IsTransactional = isTransactional, Bytes = table.Bytes,
            Columns = [.. columns.Where(c => !c.IsGenerated).Select(c => c.Column)], Key = [.. key.Select(name => byName[name])],
        };
    }

    private async Task<ILookup<string, (MySqlColumn Column, bool IsGenerated)>> ColumnsAsync(CancellationToken token) => (await connection.QueryAsync(
        $"SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, CHARACTER_SET_NAME, COLLATION_NAME, EXTRA, {(version.IsMariaDb ? "IS_GENERATED = 'ALWAYS'" : "GENERATION_EXPRESSION <> ''")} " +
        $"FROM information_schema.COLUMNS WHERE {CatalogTable.InDatabase("TABLE_SCHEMA")} ORDER BY TABLE_NAME, ORDINAL_POSITION",
        row => (Table: row.Text(0), Column: new MySqlColumn(row.Text(1), row.Text(2).ToLowerInvariant(), row.TextOrNull(3), row.TextOrNull(4)), IsGenerated: row.Text(6) == "1" || IsGenerated(row.Text(5))),
        token).ConfigureAwait(false)).ToLookup(c => c.Table, c => (c.Column, c.IsGenerated), StringComparer.Ordinal);

    // Also the beginning and end of a row's time.
    private static bool IsGenerated(string extra) =>
        extra.Contains("VIRTUAL GENERATED", StringComparison.OrdinalIgnoreCase) || extra.Contains("STORED GENERATED", StringComparison.OrdinalIgnoreCase);

    private void RefuseForeignKeys(string table, TableText text)
    {
        foreach (var key in text.Parts.Where(p => p.Kind is TablePartKind.ForeignKey))
        {
            var tokens = MySqlTokens.Of(key.Sql).ToList();
            var at = tokens.FindIndex(t => t.Is(key.Sql, "REFERENCES"));
            var isElsewhere = tokens[at + 2].Is(key.Sql, ".");
            var target = tokens[isElsewhere ? at + 3 : at + 1].Unquote(key.Sql);
            if (!isElsewhere && excluded.Contains(target))
                refusals.Add($"Table {MySqlName.Quote(table)} has a foreign key to {MySqlName.Quote(target)}, which is left out; take both into the backup, or leave out both.");
        }
    }
}
