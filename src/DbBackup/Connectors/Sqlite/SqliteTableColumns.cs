namespace DbBackup.Connectors;

/// <summary>Which columns of a table a script inserts.</summary>
/// <param name="Names">The columns: the rowid's own name first where no column stands for it; generated columns are not among them.</param>
/// <param name="HasRowid">Whether the first is the rowid.</param>
/// <param name="IsWhole">Whether these are all columns, in order, so that they need no naming.</param>
internal sealed record SqliteTableColumns(IReadOnlyList<string> Names, bool HasRowid, bool IsWhole)
{
    private static readonly string[] RowidNames = ["rowid", "_rowid_", "oid"];

    /// <summary>
    /// Reads a table's columns. Rowids are carried wherever a statement can name them, for others may point to them (FTS with external
    /// content does). A table whose own columns hide all three names keeps the rows' order.
    /// </summary>
    public static SqliteTableColumns Read(SqliteSession session, string table)
    {
        var all = new List<(string Name, string Type, bool IsKey, bool IsGenerated)>();
        using (var rows = session.Query($"SELECT name, type, pk, hidden FROM pragma_table_xinfo({SqlName.Literal(table)}, 'main')"))
        {
            while (rows.Read())
                all.Add((rows.Text(0), rows.Text(1), rows.Int64(2) > 0, rows.Int64(3) > 1));
        }
        var columns = all.FindAll(column => !column.IsGenerated).ConvertAll(column => SqlName.Quote(column.Name));
        var isWhole = columns.Count == all.Count;

        if (IsWithoutRowid(session, table) || HasRowidColumn())
            return new SqliteTableColumns(columns, HasRowid: false, isWhole);
        var rowid = RowidNames.FirstOrDefault(name => !all.Exists(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)));
        return rowid is null
            ? new SqliteTableColumns(columns, HasRowid: false, isWhole)
            : new SqliteTableColumns([rowid, .. columns], HasRowid: true, IsWhole: false);

        // INTEGER PRIMARY KEY is the rowid itself, but for old "INTEGER PRIMARY KEY DESC", which has an index like any other key.
        bool HasRowidColumn() =>
            all.FindAll(column => column.IsKey) is [var key] && string.Equals(key.Type, "INTEGER", StringComparison.OrdinalIgnoreCase)
            && session.ReadInt64($"SELECT count(*) FROM pragma_index_list({SqlName.Literal(table)}, 'main') WHERE origin='pk'") == 0;
    }

    private static bool IsWithoutRowid(SqliteSession session, string table) =>
        session.ReadInt64($"SELECT wr FROM pragma_table_list({SqlName.Literal(table)}) WHERE schema='main'") != 0;
}
