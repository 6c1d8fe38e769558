namespace DbBackup.Servers.Tests.MySql.Fidelity;

/// <summary>What the server itself says of a database: <c>information_schema</c>, and checksums and hashes of the rows of every table.</summary>
internal sealed class DatabaseContents
{
    // Whatever the server was started with, both sides are read alike.
    private const string Session =
        """
        SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', max_error_count = 0;
        SET NAMES utf8mb4;
        SET SESSION group_concat_max_len = 1048576;
        """;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _parts;

    private DatabaseContents(IReadOnlyDictionary<string, IReadOnlyList<string>> parts) => _parts = parts;

    public static async Task<DatabaseContents> ReadAsync(MySqlDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await MySqlDatabase.ExecuteAsync(connection, MySqlServer.IsMariaDb ? Session : Session + "SET SESSION information_schema_stats_expiry = 0;");
        return new(new Dictionary<string, IReadOnlyList<string>>(await SchemaContents.ReadAsync(connection, database.Name)) { ["rows"] = await TableContents.ReadAsync(connection, database.Name) });
    }

    /// <summary>What differs, a line each: <c>-</c> only this has, <c>+</c> only the other.</summary>
    public IEnumerable<string> Differences(DatabaseContents other) => _parts.SelectMany(part => Lines.Differences(part.Key, part.Value, other._parts[part.Key]));
}
