using System.Globalization;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// One moment of a database that several sessions see. The leader exports it and keeps every table from being changed in its definition,
/// dropped or emptied until the end; the others adopt it.
/// </summary>
internal sealed class PgSnapshot : IAsyncDisposable
{
    private const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private const int LocksAtOnce = 500, Tries = 3;
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(60), WorkerLockTimeout = TimeSpan.FromSeconds(2);

    private readonly PgServer _server;

    private PgSnapshot(PgServer server, NpgsqlConnection leader, string id) => (_server, Leader, Id) = (server, leader, id);

    /// <summary>The name under which it is adopted.</summary>
    public string Id { get; }

    /// <summary>The session that holds the snapshot and the locks.</summary>
    public NpgsqlConnection Leader { get; }

    /// <summary>Takes a snapshot and locks its tables.</summary>
    /// <exception cref="BackupException">A table may not be read, hides rows, or is locked by somebody.</exception>
    public static async Task<PgSnapshot> TakeAsync(PgServer server, SchemaScope scope, CancellationToken token)
    {
        var leader = await server.OpenAsync(token).ConfigureAwait(false);
        try
        {
            PgServerVersion.RequireSupported(leader, server.Settings);
            var id = await TakeAsync(leader, server.Settings, scope, token).ConfigureAwait(false);
            return new(server, leader, id);
        }
        catch
        {
            await leader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens another session that sees the same moment, in the database's own encoding.</summary>
    public async Task<NpgsqlConnection> AdoptAsync(CancellationToken token)
    {
        var connection = await _server.OpenAsync(token).ConfigureAwait(false);
        try
        {
            await ReadAsStoredAsync(connection, token).ConfigureAwait(false);
            await AdoptAsync(connection, token).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adopts the snapshot again after a statement failed.</summary>
    public async Task AdoptAgainAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await connection.ExecuteAsync("ROLLBACK", token).ConfigureAwait(false);
        await AdoptAsync(connection, token).ConfigureAwait(false);
    }

    /// <summary>Lets a session send texts in the database's own encoding, byte by byte as they are stored.</summary>
    public static Task ReadAsStoredAsync(NpgsqlConnection connection, CancellationToken token) =>
        connection.ExecuteAsync("SELECT set_config('client_encoding', current_setting('server_encoding'), false)", token);

    public ValueTask DisposeAsync() => new(Patience.CloseAsync(Leader));

    private async Task AdoptAsync(NpgsqlConnection connection, CancellationToken token)
    {
        try
        {
            await connection.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"{Begin}; SET TRANSACTION SNAPSHOT '{Id}'; SET LOCAL lock_timeout = {WorkerLockTimeout.TotalMilliseconds}"), token).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.ObjectNotInPrerequisiteState)
        {
            // Which of them depends on the version, and on how long ago the leader's transaction ended.
            throw new BackupException(
                $"Database {_server.Settings.Database}: the server gave up the snapshot ({e.MessageText}). Run it again; on a standby raise max_standby_streaming_delay.", e);
        }
    }

    private static async Task<string> TakeAsync(NpgsqlConnection leader, PgConnectionSettings settings, SchemaScope scope, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            await leader.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"{Begin}; SET LOCAL lock_timeout = {LockTimeout.TotalMilliseconds}"), token).ConfigureAwait(false);
            var tables = await LockableTable.ReadAsync(leader, scope, token).ConfigureAwait(false);
            LockableTable.RequireReadable(tables, settings);
            try
            {
                await LockAsync(leader, tables, settings, token).ConfigureAwait(false);
                await leader.ExecuteAsync("SET LOCAL lock_timeout = 0", token).ConfigureAwait(false);
                return await leader.ScalarAsync<string>("SELECT pg_export_snapshot()", token).ConfigureAwait(false);
            }
            catch (PostgresException e) when (attempt < Tries && e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
            {
                // Dropped or renamed between the look and the lock. Nothing was read yet: begin again.
                await leader.ExecuteAsync("ROLLBACK", token).ConfigureAwait(false);
            }
        }
    }

    private static async Task LockAsync(NpgsqlConnection leader, List<LockableTable> tables, PgConnectionSettings settings, CancellationToken token)
    {
        foreach (var some in tables.Chunk(LocksAtOnce))
        {
            try
            {
                await leader.ExecuteAsync(LockSql(some), token).ConfigureAwait(false);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable)
            {
                throw await LockedAsync(leader, some, settings, e, token).ConfigureAwait(false);
            }
        }
    }

    private static string LockSql(IEnumerable<LockableTable> tables) => $"LOCK TABLE {string.Join(", ", tables.Select(t => $"ONLY {t.Identity}"))} IN ACCESS SHARE MODE";

    // The server does not say which of the tables it was. One asks again for each, without waiting.
    private static async Task<BackupException> LockedAsync(
        NpgsqlConnection leader, LockableTable[] tables, PgConnectionSettings settings, PostgresException cause, CancellationToken token)
    {
        foreach (var table in tables)
        {
            try
            {
                await leader.ExecuteAsync("ROLLBACK", token).ConfigureAwait(false);
                await leader.ExecuteAsync($"BEGIN; {LockSql([table])} NOWAIT", token).ConfigureAwait(false);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable)
            {
                return new BackupException(
                    $"Database {settings.Database}: table {table.Identity} was locked by another session for {LockTimeout.TotalSeconds:0} seconds. Run the backup when that session has ended, or leave the table out.", e);
            }
        }
        return PgFailure.Translate(cause, settings);
    }
}
