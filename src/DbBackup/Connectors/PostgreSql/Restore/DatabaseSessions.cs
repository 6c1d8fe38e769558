using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Other people's sessions on a database: they keep it from being renamed.</summary>
internal static class DatabaseSessions
{
    private const int Tries = 20;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Refuses when somebody is there and stays.</summary>
    /// <exception cref="BackupException">Somebody is connected.</exception>
    public static async Task RefuseAsync(NpgsqlConnection server, PgConnectionSettings settings, CancellationToken token)
    {
        // A session outlives its connection by a moment: the server ends it only when it sees that the client is gone.
        for (var attempt = 1; await OnAsync(server, settings.DatabaseName, token).ConfigureAwait(false) is { Count: > 0 } sessions; attempt++)
        {
            if (attempt == Tries)
                throw Refusal(settings, sessions);
            await Task.Delay(BetweenTries, token).ConfigureAwait(false);
        }
    }

    /// <summary>Runs statements that need the database for themselves.</summary>
    /// <exception cref="BackupException">Somebody is connected, and may not be or cannot be disconnected.</exception>
    public static async Task AloneAsync(NpgsqlConnection server, PgConnectionSettings settings, bool disconnect, string sql)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (disconnect)
                await server.ExecuteAsync(
                    $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {PgName.Literal(settings.DatabaseName)} AND pid <> pg_backend_pid()",
                    CancellationToken.None).ConfigureAwait(false);
            try
            {
                await server.ExecuteAsync(sql, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.ObjectInUse)
            {
                await server.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
                if (!disconnect || attempt == Tries)
                    throw Refusal(settings, await OnAsync(server, settings.DatabaseName, CancellationToken.None).ConfigureAwait(false));
                await Task.Delay(BetweenTries).ConfigureAwait(false);
            }
        }
    }

    private static Task<List<string>> OnAsync(NpgsqlConnection server, string database, CancellationToken token) => server.QueryAsync(
        "SELECT concat('pid ', pid, ' of ', usename, CASE WHEN application_name <> '' THEN concat(' (', application_name, ')') END, " +
        $"CASE WHEN client_addr IS NOT NULL THEN concat(' from ', host(client_addr)) END) FROM pg_stat_activity WHERE datname = {PgName.Literal(database)} AND pid <> pg_backend_pid() " +
        "AND backend_type = 'client backend' ORDER BY pid",
        row => row.GetString(0), token);

    private static BackupException Refusal(PgConnectionSettings settings, IReadOnlyList<string> sessions) => new(
        $"Database {settings.Database}: others are connected to {PgName.Quote(settings.DatabaseName)}: {string.Join(", ", sessions.Select(s => s.ReplaceLineEndings(" ")))}. " +
        "Nothing was changed; stop them, or restore with --disconnect to end their sessions.");
}
