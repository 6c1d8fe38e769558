using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>What the server itself says of a database: the catalogs, and the rows of every table as a hash.</summary>
internal sealed class DatabaseContents
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _parts;

    private DatabaseContents(IReadOnlyDictionary<string, IReadOnlyList<string>> parts) => _parts = parts;

    public static async Task<DatabaseContents> ReadAsync(PostgresDatabase database) => await ReadAsync(database, change: null);

    /// <summary>Reads what there would be after a change, which is never committed.</summary>
    public static async Task<DatabaseContents> ReadAsync(PostgresDatabase database, string? change)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        if (change is not null)
            await PostgresDatabase.ExecuteAsync(connection, change);
        return await ReadAsync(connection);
    }

    /// <summary>What differs, a line each: <c>-</c> only this has, <c>+</c> only the other.</summary>
    public IEnumerable<string> Differences(DatabaseContents other) => _parts.SelectMany(part => Lines.Differences(part.Key, part.Value, other._parts[part.Key]));

    private static async Task<DatabaseContents> ReadAsync(NpgsqlConnection connection) =>
        new(new Dictionary<string, IReadOnlyList<string>>(await CatalogContents.ReadAsync(connection)) { ["rows"] = await TableHashes.ReadAsync(connection) });
}
