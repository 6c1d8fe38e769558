using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace DbBackup.Connectors;

/// <summary>Opens a database to read one moment of it.</summary>
internal static class SqliteSource
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Opens the database with a read transaction begun: whatever others write, this session sees one state. In WAL mode nobody waits for
    /// it; with a rollback journal writers can prepare, and commit when it has ended.
    /// </summary>
    /// <exception cref="BackupException">There is no such file, or it cannot be read.</exception>
    public static async Task<SqliteSession> OpenSnapshotAsync(SqliteConnectionSettings settings, CancellationToken token)
    {
        settings.RequireFile();
        // Not read-only, where the file allows it: a reader that may not write cannot roll back what a crashed application left, and
        // leaves -wal and -shm behind, which the application may then be unable to open.
        var session = SqliteSession.Open(settings.Path, SqliteOpenMode.ReadWrite, token);
        try
        {
            session.Execute("PRAGMA query_only=ON");
            return await WaitForLocksAsync(() => Begin(session), settings.LockTimeout, token).ConfigureAwait(false);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Tries again while others hold a lock, until the time is up. This wait can be cancelled, a busy handler's cannot.</summary>
    public static async Task<T> WaitForLocksAsync<T>(Func<T> attempt, TimeSpan timeout, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return attempt();
            }
            catch (SqliteFailure failure) when (failure.IsBusy && Stopwatch.GetElapsedTime(started) < timeout)
            {
                await Task.Delay(BetweenTries, token).ConfigureAwait(false);
            }
        }
    }

    private static SqliteSession Begin(SqliteSession session)
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(session.Handle) != 0)
            session.Execute("BEGIN");
        // BEGIN alone takes no lock: the first read does.
        session.Execute("SELECT count(*) FROM sqlite_schema");
        return session;
    }
}
