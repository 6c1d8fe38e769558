using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>A database of a <see cref="PostgresCluster"/>.</summary>
public sealed class PostgresDatabase(PostgresCluster cluster, string name) : IServerDatabase
{
    public PostgresCluster Cluster => cluster;

    public string Name => name;

    public string ConnectionString => cluster.ConnectionString(name);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<NpgsqlConnection> OpenAsync(string user = "postgres")
    {
        var connection = new NpgsqlConnection(cluster.ConnectionString(name, user));
        await connection.OpenAsync(Token);
        return connection;
    }

    /// <summary>Runs statements, all in one transaction unless they say otherwise.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, sql);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>The rows, every column as its text; NULL is <c>∅</c>.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string sql)
    {
        await using var connection = await OpenAsync();
        return await LinesAsync(connection, sql);
    }

    public static async Task<IReadOnlyList<string>> LinesAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        command.AllResultTypesAreUnknown = true;
        await using var rows = await command.ExecuteReaderAsync(Token);
        var lines = new List<string>();
        while (await rows.ReadAsync(Token))
            lines.Add(string.Join(" | ", Enumerable.Range(0, rows.FieldCount).Select(i => rows.IsDBNull(i) ? "∅" : rows.GetString(i))));
        return lines;
    }

    /// <summary>Runs files with <c>psql</c>, as a person would, up to the first error.</summary>
    public async Task RunScriptsAsync(params IEnumerable<string> paths) =>
        (await cluster.RunAsync("psql", ["-X", "-q", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "-d", ConnectionArgument, .. paths.SelectMany(path => (string[])["-f", path])])).Succeeded();

    /// <summary>The database for a client program's <c>--dbname</c>, whatever is in its name.</summary>
    public string ConnectionArgument => $"dbname='{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 300 };
}
