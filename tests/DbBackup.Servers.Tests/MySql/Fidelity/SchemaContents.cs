using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql.Fidelity;

/// <summary>
/// All that <c>information_schema</c> says of a database, as lines. Written without the product's readers: which of its tables and columns
/// there are is asked of the server itself, so that one that nobody thought of is compared, too.
/// </summary>
internal static class SchemaContents
{
    // The first of these that a table has says whose a row is.
    private static readonly string[] Owners =
    [
        "TABLE_SCHEMA", "TRIGGER_SCHEMA", "ROUTINE_SCHEMA", "SPECIFIC_SCHEMA", "EVENT_SCHEMA", "CONSTRAINT_SCHEMA", "VIEW_SCHEMA", "SEQUENCE_SCHEMA", "LIBRARY_SCHEMA", "F_TABLE_SCHEMA",
        "PERIOD_SCHEMA", "SCHEMA_NAME",
    ];

    // Whoever may use what is the server's, and so is what it measured.
    private static readonly HashSet<string> IgnoredTables =
    [
        "SCHEMA_PRIVILEGES", "TABLE_PRIVILEGES", "COLUMN_PRIVILEGES", "TABLE_STATISTICS", "INDEX_STATISTICS", "TABLE_CONSTRAINTS_PRIVILEGES", "INNODB_BUFFER_PAGE", "INNODB_BUFFER_PAGE_LRU",
        "ROLE_TABLE_GRANTS", "ROLE_COLUMN_GRANTS", "ROLE_ROUTINE_GRANTS",
    ];

    private static readonly HashSet<string> IgnoredColumns =
    [
        "CREATE_TIME", "UPDATE_TIME", "CHECK_TIME", "CREATED", "LAST_ALTERED", "LAST_EXECUTED", "TABLE_ROWS", "AVG_ROW_LENGTH", "DATA_LENGTH", "MAX_DATA_LENGTH", "INDEX_LENGTH", "DATA_FREE",
        "CARDINALITY", "CHECKSUM", "ORIGINATOR",
    ];

    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        // The rest of a histogram is when it was made, and of which sample.
        ["COLUMN_STATISTICS.HISTOGRAM"] = "JSON_REMOVE(HISTOGRAM, '$.\"last-updated\"', '$.\"sampling-rate\"')",
    };

    /// <summary>Reads them, by table; the database's own name stands as <c>db</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(MySqlConnection connection, string database)
    {
        var contents = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (table, columns) in await TablesAsync(connection))
            if (Array.Find(Owners, columns.Contains) is { } owner && !IgnoredTables.Contains(table))
                contents.Add(table, await ReadAsync(connection, database, table, owner, columns));
        if (MySqlServer.IsMariaDb)
            contents.Add("sequence states", await SequencesAsync(connection, database));
        return contents;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(MySqlConnection connection, string database, string table, string owner, IReadOnlyList<string> columns)
    {
        var named = columns.Where(c => c != owner && !IgnoredColumns.Contains(c)).Select(c => $"CONCAT(' {c}=', COALESCE(CAST({Expression(table, c)} AS CHAR), '∅'))");
        var lines = await MySqlDatabase.LinesAsync(connection, $"SELECT CONCAT('', {string.Join(", ", named)}) FROM information_schema.{Sql.Name(table)} WHERE {Sql.Name(owner)} = {Sql.Text(database)}");
        return [.. lines.Select(line => Anonymous(line, database)).Order(StringComparer.Ordinal)];
    }

    private static string Expression(string table, string column) => Special.GetValueOrDefault($"{table}.{column}", Sql.Name(column));

    // As a value of its own, and within a definition.
    private static string Anonymous(string line, string database) => Literals.Plain(line).Replace($"={database} ", "=db ", StringComparison.Ordinal)
        .Replace(Sql.Name(database) + ".", "`db`.", StringComparison.Ordinal);

    private static async Task<Dictionary<string, List<string>>> TablesAsync(MySqlConnection connection)
    {
        var columns = await MySqlDatabase.LinesAsync(connection, "SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'information_schema' ORDER BY TABLE_NAME, ORDINAL_POSITION");
        return columns.Select(line => line.Split(" | ")).GroupBy(c => c[0].ToUpperInvariant()).ToDictionary(g => g.Key, g => g.Select(c => c[1].ToUpperInvariant()).ToList(), StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> SequencesAsync(MySqlConnection connection, string database)
    {
        var names = await MySqlDatabase.LinesAsync(connection, $"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = {Sql.Text(database)} AND TABLE_TYPE = 'SEQUENCE' ORDER BY TABLE_NAME");
        var states = new List<string>();
        foreach (var name in names)
            states.AddRange((await MySqlDatabase.LinesAsync(connection, $"SELECT * FROM {Sql.Name(name)}")).Select(state => $"{name}: {state}"));
        return states;
    }
}
