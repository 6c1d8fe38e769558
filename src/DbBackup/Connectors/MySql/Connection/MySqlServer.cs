using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>One database of a server, and how sessions on it are opened.</summary>
/// <param name="settings">The connection.</param>
/// <param name="database">The database, empty for none; <see langword="null"/> for the one of the connection string.</param>
internal sealed class MySqlServer(MySqlConnectionSettings settings, string? database = null)
{
    /// <summary>The connection.</summary>
    public MySqlConnectionSettings Settings => settings;

    /// <summary>The database's name.</summary>
    public string Database => database ?? settings.DatabaseName;

    /// <summary>Opens a session that reads.</summary>
    public Task<MySqlConnection> OpenAsync(CancellationToken token) => ConnectAsync(MySqlSession.ReadAsync, loads: false, token);

    /// <summary>Opens a session that restores.</summary>
    public Task<MySqlConnection> OpenForRestoreAsync(CancellationToken token) => ConnectAsync(MySqlSession.RestoreAsync, loads: true, token);

    /// <summary>Whether the server has the database.</summary>
    public static async Task<bool> ExistsAsync(MySqlConnectionSettings settings, CancellationToken token)
    {
        await using var session = await new MySqlServer(settings, "").OpenAsync(token).ConfigureAwait(false);
        return await ExistsAsync(session, settings.DatabaseName, token).ConfigureAwait(false);
    }

    /// <summary>Whether a session's server has a database.</summary>
    public static async Task<bool> ExistsAsync(MySqlConnection session, string database, CancellationToken token) =>
        await session.NumberAsync($"SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = {MySqlName.Literal(database)}", token).ConfigureAwait(false) > 0;

    /// <summary>Begins to watch the server.</summary>
    public async Task<ServerWatch> WatchAsync(CancellationToken token)
    {
        var connection = await OpenAsync(token).ConfigureAwait(false);
        return new ServerWatch(connection, cancellation => AskAsync(connection, cancellation), e => MySqlFailure.Translate(e, settings), settings.AnswerTimeout, token);
    }

    private async Task AskAsync(MySqlConnection connection, CancellationToken token)
    {
        await using var command = new MySqlCommand("DO 0", connection) { CommandTimeout = Math.Max(1, (int)settings.AnswerTimeout.TotalSeconds) };
        await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
    }

    private async Task<MySqlConnection> ConnectAsync(Func<MySqlConnection, CancellationToken, Task> setUp, bool loads, CancellationToken token)
    {
        var connection = new MySqlConnection(settings.ConnectionString(database, loads));
        try
        {
            await connection.OpenAsync(token).ConfigureAwait(false);
            await setUp(connection, token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            await Patience.CloseAsync(connection).ConfigureAwait(false);
            if (!token.IsCancellationRequested && MySqlFailure.IsOfDriver(e))
                throw MySqlFailure.Translate(e, settings);
            throw;
        }
    }
}
