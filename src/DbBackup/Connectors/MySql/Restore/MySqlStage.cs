using System.Collections.Concurrent;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// A database beside the target, in which all is made. In the end its tables take the places of the target's. Until then that is not touched.
/// Where the account may not make databases, it is the target itself, emptied after a safety copy.
/// </summary>
internal sealed class MySqlStage : IAsyncDisposable
{
    private readonly MySqlConnectionSettings _settings;
    private readonly RestoreOptions _options;
    private readonly List<MySqlConnection> _sessions = [];
    private readonly bool _isDrill;
    private SafetyCopy? _safety;
    private bool _isMade, _isDone;

    private MySqlStage(MySqlConnectionSettings settings, RestoreOptions options, bool isDrill, MySqlConnection server, MySqlServerVersion version, string name) =>
        (_settings, _options, _isDrill, Server, Version, Name) = (settings, options, isDrill, server, version, name);

    /// <summary>A session on no database.</summary>
    public MySqlConnection Server { get; }

    /// <summary>Which server it is.</summary>
    public MySqlServerVersion Version { get; }

    /// <summary>The database's name.</summary>
    public string Name { get; private set; }

    /// <summary>Connects. Changes nothing but what a restore that was killed left behind.</summary>
    /// <param name="settings">The target.</param>
    /// <param name="options">How.</param>
    /// <param name="isDrill">Whether the target stays as it is, so that it does not matter who uses it.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="BackupException">The target cannot be exchanged.</exception>
    public static async Task<MySqlStage> PrepareAsync(MySqlConnectionSettings settings, RestoreOptions options, bool isDrill, CancellationToken token)
    {
        var server = await new MySqlServer(settings, "").OpenForRestoreAsync(token).ConfigureAwait(false);
        try
        {
            var version = await MySqlServerVersion.ReadAsync(server, settings, token).ConfigureAwait(false);
            await LeftStages.TakeLockAsync(server, settings, token).ConfigureAwait(false);
            if (!isDrill)
                await MySqlSessions.RefuseOthersAsync(server, settings, options.Disconnect, null, token).ConfigureAwait(false);
            await LeftStages.DropAsync(server, settings, token).ConfigureAwait(false);
            return new(settings, options, isDrill, server, version, LeftStages.NewName(settings.DatabaseName));
        }
        catch
        {
            await Patience.CloseAsync(server).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes the database.</summary>
    public async Task BeginAsync(string characterSet, string collation, CancellationToken token)
    {
        if (!_isDrill)
            await MySqlExchange.RequirePossibleAsync(Server, _settings, token).ConfigureAwait(false);
        try
        {
            await LeftStages.MakeAsync(Server, Name, _settings.DatabaseName, $"CHARACTER SET {characterSet} COLLATE {collation}", token).ConfigureAwait(false);
            _isMade = true;
        }
        catch (MySqlException e) when (e.Number is 1044 or 1142 or 1227)
        {
            if (_options.NoDrop || _isDrill)
                throw new BackupException(
                    $"Database {_settings.Database}: {_settings.Username} may not make the database {MySqlName.Quote(Name)}, in which the restore is prepared. Nothing was changed; " +
                    $"GRANT ALL ON `{_settings.DatabaseName.Replace("_", @"\_", StringComparison.Ordinal)}\\_dbbackup\\_%`.* to it.", e);
            await BeginInPlaceAsync(token).ConfigureAwait(false);
        }
    }

    /// <summary>A session for work side by side.</summary>
    public async Task<MySqlConnection> SessionAsync(int number, CancellationToken token)
    {
        while (_sessions.Count <= number)
            _sessions.Add(await new MySqlServer(_settings, Name).OpenForRestoreAsync(token).ConfigureAwait(false));
        return _sessions[number];
    }

    /// <summary>The tables that have no transactions.</summary>
    public async Task<IReadOnlySet<string>> LooseTablesAsync(CancellationToken token) => (await (await SessionAsync(0, token).ConfigureAwait(false)).QueryAsync(
        "SELECT t.TABLE_NAME FROM information_schema.TABLES t JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE " +
        $"WHERE {CatalogTable.InDatabase("t.TABLE_SCHEMA")} AND COALESCE(e.TRANSACTIONS, 'NO') <> 'YES'",
        row => row.Text(0), token).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Runs statements one after the other.</summary>
    public async Task RunAsync(IEnumerable<MySqlStatement> statements, CancellationToken token) =>
        await MySqlStatements.RunAsync(await SessionAsync(0, token).ConfigureAwait(false), statements, _settings, token).ConfigureAwait(false);

    /// <summary>Runs statements side by side, those of one table one after the other.</summary>
    public async Task RunByTableAsync(IEnumerable<MySqlStatement> statements, CancellationToken token)
    {
        var tables = new ConcurrentQueue<MySqlStatement[]>(statements.GroupBy(s => s.Table, StringComparer.Ordinal).Select(t => t.ToArray()));
        for (var number = 0; number < _settings.Workers; number++)
            await SessionAsync(number, token).ConfigureAwait(false);
        await SideBySide.RunAsync(
            Math.Min(_settings.Workers, tables.Count),
            async (number, cancellation) =>
            {
                while (tables.TryDequeue(out var some))
                    await MySqlStatements.RunAsync(_sessions[number], some, _settings, cancellation).ConfigureAwait(false);
            },
            token).ConfigureAwait(false);
    }

    /// <summary>Puts what was made into the target's place. After it nothing can fail.</summary>
    public async Task ExchangeAsync(IReadOnlyList<MySqlStatement> statements, CancellationToken token)
    {
        if (_safety is not null)
        {
            await RunAsync(statements.Where(s => s.Kind is DatabaseOptions.Kind || s.Phase is MySqlPhase.Trigger or MySqlPhase.Event), token).ConfigureAwait(false);
            _isDone = true;
            return;
        }
        await CloseSessionsAsync().ConfigureAwait(false);
        await using var exchange = new MySqlExchange(Server, _settings, _options, Version, Name, statements);
        await exchange.RunAsync(token).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await using var safety = _safety;
        if (_safety is not null && !_isDone)
            await PutBackAsync(_safety).ConfigureAwait(false);
        await CloseSessionsAsync().ConfigureAwait(false);
        if (_isMade)
            await LeftStages.TryDropAsync(_settings, Name).ConfigureAwait(false);
        await Patience.CloseAsync(Server).ConfigureAwait(false);
    }

    private async Task BeginInPlaceAsync(CancellationToken token)
    {
        Name = _settings.DatabaseName;
        var safety = await SafetyCopy.TakeAsync(_settings, token).ConfigureAwait(false);
        _safety = safety;
        await EmptiedDatabase.EmptyAsync(await SessionAsync(0, token).ConfigureAwait(false), token).ConfigureAwait(false);
    }

    // Every session is given up first: the restore of the copy wants the database for itself.
    private async Task PutBackAsync(SafetyCopy safety)
    {
        await CloseSessionsAsync().ConfigureAwait(false);
        await Patience.CloseAsync(Server).ConfigureAwait(false);
        await safety.RestoreAsync().ConfigureAwait(false);
    }

    private async Task CloseSessionsAsync()
    {
        foreach (var session in _sessions)
            await Patience.CloseAsync(session).ConfigureAwait(false);
        _sessions.Clear();
    }
}
