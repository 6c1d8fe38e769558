using System.Security.Cryptography;
using System.Text;
using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql.Fidelity;

/// <summary>The rows of every table, in two ways: the server's own checksum, and a hash of all rows in order, every value in its own bytes.</summary>
internal static class TableContents
{
    /// <summary>Reads them, a line a table.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(MySqlConnection connection, string database)
    {
        var names = await MySqlDatabase.LinesAsync(
            connection, $"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = {Sql.Text(database)} AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY TABLE_NAME");
        var unsteady = await UnsteadyAsync(connection, database);
        var lines = new List<string>();
        foreach (var name in names)
            lines.Add($"{name}: {(unsteady.Contains(name) ? "" : await ChecksumAsync(connection, name))}, {await HashAsync(connection, database, name)}");
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static async Task<string> ChecksumAsync(MySqlConnection connection, string name) =>
        Assert.Single(await MySqlDatabase.LinesAsync(connection, $"CHECKSUM TABLE {Sql.Name(name)} EXTENDED")).Split(" | ")[^1];

    // MySQL takes the hidden columns of functional keys into a checksum without having computed them: two tables that were made in the same way differ.
    private static async Task<IReadOnlyList<string>> UnsteadyAsync(MySqlConnection connection, string database) => MySqlServer.IsMariaDb ? [] : await MySqlDatabase.LinesAsync(
        connection, $"SELECT DISTINCT TABLE_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {Sql.Text(database)} AND EXPRESSION IS NOT NULL");

    private static async Task<string> HashAsync(MySqlConnection connection, string database, string name)
    {
        var columns = await MySqlDatabase.LinesAsync(
            connection, $"SELECT DATA_TYPE, COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {Sql.Text(database)} AND TABLE_NAME = {Sql.Text(name)} ORDER BY ORDINAL_POSITION");
        var values = columns.Select(line => line.Split(" | ", 2)).Select(c => $"COALESCE({Exact(c[0], Sql.Name(c[1]))}, 'NULL')");
        var rows = await MySqlDatabase.LinesAsync(connection, $"SELECT CONCAT_WS('|', '', {string.Join(", ", values)}) FROM {Sql.Name(name)}");
        var ordered = string.Join('\n', rows.Order(StringComparer.Ordinal));
        return $"{rows.Count} rows, {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ordered)))}";
    }

    // Text and binary as the bytes that are stored; a float as the double that it is, whose shortest text is its own alone.
    private static string Exact(string type, string column) => type.ToUpperInvariant() switch
    {
        // MySQL makes a text of 22 characters of a double, which may be too few, but a JSON of all of them.
        "FLOAT" or "DOUBLE" => MySqlServer.IsMariaDb ? $"CAST({column} * 1E0 AS CHAR)" : $"CAST(JSON_ARRAY({column} * 1E0) AS CHAR)",
        "TINYINT" or "SMALLINT" or "MEDIUMINT" or "INT" or "BIGINT" or "DECIMAL" or "DATE" or "TIME" or "DATETIME" or "TIMESTAMP" or "YEAR" => $"CAST({column} AS CHAR)",
        "ENUM" or "SET" => $"CONCAT(CAST({column} + 0 AS CHAR), ' ', HEX({column}))",
        "JSON" => $"HEX(CAST({column} AS CHAR))",
        "VECTOR" => $"HEX(CAST({column} AS BINARY))",
        _ => $"HEX({column})",
    };
}
