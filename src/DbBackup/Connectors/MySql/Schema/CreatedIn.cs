using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>What <c>SHOW CREATE</c> says of code: the statement, and the session in which it was made, which it depends on for ever.</summary>
/// <param name="Sql">The statement; <see langword="null"/> for who may not see it.</param>
/// <param name="SqlMode">The mode; <see langword="null"/> where the kind has none.</param>
/// <param name="TimeZone">The time zone; <see langword="null"/> where the kind has none.</param>
/// <param name="Client">The character set of the client.</param>
/// <param name="Connection">The collation of texts.</param>
/// <param name="Database">The database's collation at that time; <see langword="null"/> where the kind has none.</param>
internal sealed record CreatedIn(string? Sql, string? SqlMode, string? TimeZone, string Client, string Connection, string? Database)
{
    /// <summary>Reads it.</summary>
    public static CreatedIn Read(MySqlDataReader row)
    {
        var columns = Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, i => i, StringComparer.OrdinalIgnoreCase);
        var sql = columns.First(c => c.Key.StartsWith("Create ", StringComparison.OrdinalIgnoreCase) || c.Key is "SQL Original Statement").Value;
        return new(row.TextOrNull(sql), Of("sql_mode"), Of("time_zone"), Of("character_set_client")!, Of("collation_connection")!, Of("Database Collation"));

        string? Of(string name) => columns.TryGetValue(name, out var column) ? row.TextOrNull(column) : null;
    }
}
