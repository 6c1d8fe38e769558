using SQLitePCL;

namespace DbBackup.Connectors;

/// <summary>The objects of a database, in the order in which they were made.</summary>
internal sealed class SqliteSchema
{
    private const int DoubleQuotesInDml = 1013, DoubleQuotesInDdl = 1014;

    private static readonly string[] TypesAfterData = ["index", "view", "trigger"];

    private readonly List<SqliteObject> _objects = [];
    private readonly HashSet<string> _shadows = new(StringComparer.OrdinalIgnoreCase);

    private SqliteSchema() { }

    /// <summary>Reads the schema.</summary>
    public static SqliteSchema Read(SqliteSession session)
    {
        var schema = new SqliteSchema();
        using (var rows = session.Query(
            "SELECT type, name, tbl_name, type='table' AND rootpage=0, sql FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"))
        {
            while (rows.Read())
                schema._objects.Add(new SqliteObject(rows.Text(0), rows.Text(1), rows.Text(2), IsVirtual: rows.Int64(3) != 0, rows.Text(4)));
        }
        using (var rows = session.Query("SELECT name FROM pragma_table_list WHERE schema='main' AND type='shadow'"))
        {
            while (rows.Read())
                schema._shadows.Add(rows.Text(0));
        }
        return schema;
    }

    /// <summary>Tables with rows of their own, without SQLite's own.</summary>
    public IEnumerable<SqliteObject> Tables => _objects.Where(o => o.IsOrdinaryTable && !o.IsInternal);

    /// <summary>SQLite's own tables.</summary>
    public IEnumerable<SqliteObject> InternalTables => _objects.Where(o => o.IsOrdinaryTable && o.IsInternal);

    /// <summary>Virtual tables.</summary>
    public IEnumerable<SqliteObject> VirtualTables => _objects.Where(o => o.IsVirtual);

    /// <summary>What is made after the data: indexes, then views, then triggers, which may be on views.</summary>
    public IEnumerable<SqliteObject> AfterData =>
        TypesAfterData.SelectMany(type => _objects.Where(o => o.Type == type));

    /// <summary>Takes tables out, with their indexes and triggers; of a virtual table also the tables that hold its data. Views stay.</summary>
    /// <exception cref="BackupException">A pattern matches nothing, or would leave a virtual table without its data.</exception>
    public void Exclude(IReadOnlyList<string> patterns, string database)
    {
        var tables = _objects.Where(o => o.Type == "table" && !o.IsInternal).Select(o => o.Name).ToList();
        var excluded = TablePatterns.Match(patterns, tables, database);
        foreach (var table in VirtualTables)
        {
            var data = _shadows.Where(shadow => shadow.StartsWith(table.Name + "_", StringComparison.OrdinalIgnoreCase)).ToList();
            if (excluded.Contains(table.Name))
                excluded.UnionWith(data);
            else if (data.Find(excluded.Contains) is { } lost)
                throw new BackupException(
                    $"Database {database}: table {lost} holds the data of {table.Name} and cannot be left out alone. " +
                    $"Leave out {table.Name}.");
        }
        _objects.RemoveAll(o => o.Type != "view" && excluded.Contains(o.Table));
    }

    /// <summary>
    /// Makes the schema in an empty database in memory, as a restore would, and says what cannot be made: what calls functions or
    /// collations that only the application has.
    /// </summary>
    /// <param name="refusals">Takes one sentence an object.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>The names of SQLite's own tables that came to be by themselves.</returns>
    public HashSet<string> Rehearse(List<string> refusals, CancellationToken token)
    {
        using var rehearsal = SqliteSession.OpenInMemory(token);
        AllowOldQuotes(rehearsal);
        foreach (var item in Tables.Concat(AfterData))
        {
            try
            {
                rehearsal.Execute(item.Statement);
            }
            catch (SqliteFailure failure)
            {
                refusals.Add(
                    $"{item.Type} {item.Name} cannot be made from a script ({failure.Detail}); " +
                    "use the connector 'snapshot', or leave its table out.");
            }
            catch (InvalidOperationException)
            {
                refusals.Add($"{item.Type} {item.Name} has a definition that no script can hold; use the connector 'snapshot'.");
            }
        }
        using var rows = rehearsal.Query("SELECT name FROM sqlite_schema WHERE type='table' AND name LIKE 'sqlite\\_%' ESCAPE '\\'");
        var made = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
            made.Add(rows.Text(0));
        return made;
    }

    /// <summary>Allows "text" in double quotes, which old schemas have and sqlite3 reads: https://sqlite.org/quirks.html#dblquote.</summary>
    public static void AllowOldQuotes(SqliteSession session)
    {
        session.Require(raw.sqlite3_db_config(session.Handle, DoubleQuotesInDml, 1, out _));
        session.Require(raw.sqlite3_db_config(session.Handle, DoubleQuotesInDdl, 1, out _));
    }
}
