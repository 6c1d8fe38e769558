using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>One moment of a database that several sessions see.</summary>
internal sealed class MySqlSnapshot : IAsyncDisposable
{
    private const int TablesAtOnce = 40;

    private readonly MySqlServer _server;
    private readonly List<MySqlConnection> _sessions = [];
    private MySqlConnection? _locker;
    private string? _release;

    private MySqlSnapshot(MySqlServer server, MySqlConnection leader) => (_server, Leader) = (server, leader);

    /// <summary>The session that holds the locks and reads definitions.</summary>
    public MySqlConnection Leader { get; }

    /// <summary>The sessions that see the moment.</summary>
    public IReadOnlyList<MySqlConnection> Sessions => _sessions;

    /// <summary>How it was taken, in words.</summary>
    public string How { get; private set; } = "";

    /// <summary>Whether writers are held off until <see cref="ReleaseAsync"/>.</summary>
    public bool IsHeld => _release is not null;

    /// <summary>Where in the binary log it was, by name; empty where the account may not know.</summary>
    public IReadOnlyDictionary<string, string> Position { get; private set; } = new Dictionary<string, string>();

    /// <summary>Takes it.</summary>
    /// <param name="server">The database.</param>
    /// <param name="version">The server.</param>
    /// <param name="leader">A session; owned.</param>
    /// <param name="loose">Tables that no snapshot holds: they are read while writers are held off.</param>
    /// <param name="tables">All tables.</param>
    /// <param name="token">Ends it.</param>
    public static async Task<MySqlSnapshot> TakeAsync(
        MySqlServer server, MySqlServerVersion version, MySqlConnection leader, IReadOnlyList<string> loose, IReadOnlyList<string> tables, CancellationToken token)
    {
        var snapshot = new MySqlSnapshot(server, leader);
        try
        {
            await snapshot.TakeAsync(version, loose, tables, token).ConfigureAwait(false);
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets writers go on. What no snapshot holds must have been read.</summary>
    public async Task ReleaseAsync(CancellationToken token)
    {
        if (_release is not null)
            await (_locker ?? Leader).ExecuteAsync(_release, token).ConfigureAwait(false);
        _release = null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
            await Patience.CloseAsync(session).ConfigureAwait(false);
        if (_locker is not null)
            await Patience.CloseAsync(_locker).ConfigureAwait(false);
        await Patience.CloseAsync(Leader).ConfigureAwait(false);
    }

    private async Task TakeAsync(MySqlServerVersion version, IReadOnlyList<string> loose, IReadOnlyList<string> tables, CancellationToken token)
    {
        if (!version.IsMariaDb)
            await TryAsync("LOCK INSTANCE FOR BACKUP", token).ConfigureAwait(false);
        var stands = await StandStillAsync(version, loose.Count > 0, tables, token).ConfigureAwait(false);
        if (!stands && loose.Count > 0 && _server.Settings.NonTransactional is Configuration.NonTransactionalTables.Refuse)
            throw new BackupException(
                $"Database {_server.Settings.Database}: the tables {string.Join(", ", loose.Select(MySqlName.Quote))} have no transactions, and the account may not lock them. " +
                "Grant it RELOAD or LOCK TABLES, convert or exclude them, or set \"NonTransactional\": \"Accept\".");
        // Without standing still for a moment two sessions would see two moments.
        for (var number = stands ? _server.Settings.Workers : 1; number > 0; number--)
            _sessions.Add(await BeginAsync(token).ConfigureAwait(false));
        Position = await BinaryLog.PositionAsync(Leader, version, _sessions[0], stands, token).ConfigureAwait(false);
        if (loose.Count == 0)
            await ReleaseAsync(token).ConfigureAwait(false);
        foreach (var session in _sessions)
            await TouchAsync(session, tables, token).ConfigureAwait(false);
    }

    private async Task<bool> StandStillAsync(MySqlServerVersion version, bool forLong, IReadOnlyList<string> tables, CancellationToken token)
    {
        if (version.IsMariaDb && !forLong && await TryAsync("BACKUP STAGE START", token).ConfigureAwait(false))
        {
            foreach (var stage in (string[])["FLUSH", "BLOCK_DDL", "BLOCK_COMMIT"])
                await Leader.ExecuteAsync($"BACKUP STAGE {stage}", token).ConfigureAwait(false);
            return Stands("BACKUP STAGE BLOCK_COMMIT", "BACKUP STAGE END");
        }
        if (await TryAsync("FLUSH TABLES WITH READ LOCK", token).ConfigureAwait(false))
            return Stands("FLUSH TABLES WITH READ LOCK", "UNLOCK TABLES");
        // By a session of its own, as one that has locked tables may read no others.
        _locker = await _server.OpenAsync(token).ConfigureAwait(false);
        if (tables.Count > 0 && await TryAsync($"LOCK TABLES {string.Join(", ", tables.Select(t => $"{MySqlName.Quote(t)} READ"))}", token).ConfigureAwait(false))
            return Stands("LOCK TABLES READ", "UNLOCK TABLES");
        How = "one connection";
        return false;

        bool Stands(string how, string release)
        {
            (How, _release) = (how, release);
            return true;
        }
    }

    private async Task<bool> TryAsync(string sql, CancellationToken token)
    {
        try
        {
            await (_locker ?? Leader).ExecuteAsync(sql, token).ConfigureAwait(false);
            return true;
        }
        catch (MySqlException e) when (e.Number is 1227 or 1044 or 1142 or 1064)
        {
            return false;
        }
    }

    private async Task<MySqlConnection> BeginAsync(CancellationToken token)
    {
        var session = await _server.OpenAsync(token).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync("SET character_set_results = NULL", token).ConfigureAwait(false);
            await session.ExecuteAsync("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", token).ConfigureAwait(false);
            await session.ExecuteAsync("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", token).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await Patience.CloseAsync(session).ConfigureAwait(false);
            throw;
        }
    }

    // From here on to its end the session holds every table's definition, so that nobody changes it.
    private static async Task TouchAsync(MySqlConnection session, IReadOnlyList<string> tables, CancellationToken token)
    {
        foreach (var some in tables.Chunk(TablesAtOnce))
            await session.QueryAsync(string.Join(" UNION ALL ", some.Select(t => $"(SELECT 1 FROM {MySqlName.Quote(t)} LIMIT 0)")), _ => 0, token).ConfigureAwait(false);
    }
}
