using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Watches a server of PostgreSQL.</summary>
internal static class PgWatch
{
    /// <summary>Begins to watch, by a session of its own, which it owns.</summary>
    public static ServerWatch Start(NpgsqlConnection connection, PgConnectionSettings settings, CancellationToken token) =>
        new(connection, cancellation => AskAsync(connection, settings, cancellation), e => PgFailure.Translate(e, settings), settings.AnswerTimeout, token);

    private static async Task AskAsync(NpgsqlConnection connection, PgConnectionSettings settings, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = Math.Max(1, (int)settings.AnswerTimeout.TotalSeconds) };
        await command.ExecuteScalarAsync(token).ConfigureAwait(false);
    }
}
