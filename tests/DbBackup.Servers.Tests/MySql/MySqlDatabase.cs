using System.Globalization;
using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>A database of a <see cref="MySqlServer"/>.</summary>
public sealed class MySqlDatabase(MySqlServer server, string name) : IServerDatabase
{
    public MySqlServer Server => server;

    public string Name => name;

    public string ConnectionString => server.ConnectionString(name);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<MySqlConnection> OpenAsync(string user = "root")
    {
        var builder = new MySqlConnectionStringBuilder(server.ConnectionString(name, user)) { AllowUserVariables = true, AllowZeroDateTime = true, GuidFormat = MySqlGuidFormat.None, TreatTinyAsBoolean = false };
        var connection = new MySqlConnection(builder.ConnectionString);
        await connection.OpenAsync(Token);
        return connection;
    }

    /// <summary>Runs statements.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    public static async Task ExecuteAsync(MySqlConnection connection, string sql)
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

    /// <summary>The rows, every column as text; NULL is <c>∅</c>, binary is in hexadecimal.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string sql)
    {
        await using var connection = await OpenAsync();
        return await LinesAsync(connection, sql);
    }

    public static async Task<IReadOnlyList<string>> LinesAsync(MySqlConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await using var rows = await command.ExecuteReaderAsync(Token);
        var lines = new List<string>();
        while (await rows.ReadAsync(Token))
            lines.Add(string.Join(" | ", Enumerable.Range(0, rows.FieldCount).Select(i => Text(rows.GetValue(i)))));
        return lines;
    }

    /// <summary>Runs files with the stock client, as a person would, up to the first error.</summary>
    public async Task RunScriptsAsync(params IEnumerable<string> paths)
    {
        foreach (var path in paths)
            (await Processes.ShellAsync($"'{MySqlPrograms.Client}' --no-defaults --socket='{server.Socket}' --user=root --default-character-set=utf8mb4 --comments --binary-mode --batch {name} <'{path}'", Token)).Succeeded();
    }

    private static string Text(object value) => value switch
    {
        DBNull => "∅",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static MySqlCommand Command(MySqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 300 };
}
