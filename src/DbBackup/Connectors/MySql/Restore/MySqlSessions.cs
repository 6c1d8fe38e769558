using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Other people's sessions on a database: they would see it change under their hands.</summary>
internal static class MySqlSessions
{
    private const int Tries = 20, TriesWithoutEnding = 4, NoSuchThread = 1094;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Refuses to go on while others are there, or ends them.</summary>
    /// <param name="server">A session.</param>
    /// <param name="settings">The connection.</param>
    /// <param name="disconnect">Whether they are ended.</param>
    /// <param name="own">A session of the restore's own.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BackupException">They are there, and stay.</exception>
    public static async Task RefuseOthersAsync(MySqlConnection server, MySqlConnectionSettings settings, bool disconnect, int? own, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            var others = await OthersAsync(server, settings.DatabaseName, own ?? 0, token).ConfigureAwait(false);
            if (others.Count == 0)
                return;
            // One that has just been closed is there for a moment longer.
            if (attempt == (disconnect ? Tries : TriesWithoutEnding))
                throw new BackupException(
                    $"Database {settings.Database}: others are connected to {MySqlName.Quote(settings.DatabaseName)}: {string.Join(", ", others.Select(o => o.Words))}. " +
                    "Nothing was changed; stop them, or restore with --disconnect to end their sessions.");
            foreach (var (id, _) in disconnect ? others : [])
                await KillAsync(server, id, token).ConfigureAwait(false);
            await Task.Delay(BetweenTries, token).ConfigureAwait(false);
        }
    }

    private static Task<List<(long Id, string Words)>> OthersAsync(MySqlConnection server, string database, int own, CancellationToken token) => server.QueryAsync(
        string.Create(CultureInfo.InvariantCulture, $"SELECT ID, USER, HOST FROM information_schema.PROCESSLIST WHERE DB = {MySqlName.Literal(database)} AND ID NOT IN (CONNECTION_ID(), {own}) AND COMMAND NOT IN ('Daemon', 'Binlog Dump', 'Killed') ORDER BY ID"),
        row => (row.GetInt64(0), $"session {row.GetInt64(0)} of {row.Text(1)} from {row.Text(2)}".ReplaceLineEndings(" ")), token);

    private static async Task KillAsync(MySqlConnection server, long id, CancellationToken token)
    {
        try
        {
            await server.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"KILL CONNECTION {id}"), token).ConfigureAwait(false);
        }
        catch (MySqlException e) when (e.Number is NoSuchThread)
        {
            // It has ended by itself.
        }
    }
}
