using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>A table, view or sequence as the catalog lists it.</summary>
/// <param name="Name">The name, unquoted.</param>
/// <param name="Type">Which of them: <c>BASE TABLE</c>.</param>
/// <param name="Engine">The storage engine; empty for a view.</param>
/// <param name="Rows">About how many rows it has.</param>
/// <param name="Bytes">About how many bytes they take.</param>
/// <param name="Comment">What is said of it; of a broken one, what is wrong.</param>
internal sealed record CatalogTable(string Name, string Type, string Engine, long Rows, long Bytes, string Comment)
{
    private static readonly string[] Rowless = ["MRG_MyISAM", "MRG_MYISAM", "BLACKHOLE", "FEDERATED", "CONNECT", "SPIDER", "SEQUENCE", "OQGRAPH"];

    /// <summary>Whether it is a view.</summary>
    public bool IsView => Type is "VIEW";

    /// <summary>Whether it is a sequence.</summary>
    public bool IsSequence => Type is "SEQUENCE";

    /// <summary>Whether it keeps the past of its rows.</summary>
    public bool IsSystemVersioned => Type is "SYSTEM VERSIONED";

    /// <summary>Whether its rows are its own: not another table's or another server's.</summary>
    public bool HasRows => !IsView && !IsSequence && !Rowless.Contains(Engine, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is where a schema's name stands, by which the catalog finds it fast, and exactly.</summary>
    public static string InDatabase(string column) => $"{column} = DATABASE() AND BINARY {column} = BINARY DATABASE()";

    /// <summary>Lists them.</summary>
    public static Task<List<CatalogTable>> ReadAsync(MySqlConnection connection, CancellationToken token) => connection.QueryAsync(
        "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, DATA_LENGTH, TABLE_COMMENT FROM information_schema.TABLES " +
        $"WHERE {InDatabase("TABLE_SCHEMA")} AND TABLE_TYPE <> 'TEMPORARY' ORDER BY TABLE_NAME, TABLE_TYPE",
        row => new CatalogTable(row.Text(0), row.Text(1), row.Text(2), Number(row, 3), Number(row, 4), row.Text(5)), token);

    /// <summary>The storage engines whose rows a snapshot holds.</summary>
    public static async Task<HashSet<string>> TransactionalEnginesAsync(MySqlConnection connection, CancellationToken token) => (await connection.QueryAsync(
        "SELECT ENGINE FROM information_schema.ENGINES WHERE TRANSACTIONS = 'YES'", row => row.Text(0), token).ConfigureAwait(false)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static long Number(MySqlDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : (long)Math.Min(Convert.ToDecimal(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture), long.MaxValue);
}
