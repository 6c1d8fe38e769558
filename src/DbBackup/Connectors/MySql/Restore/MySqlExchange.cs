using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// Puts the tables of a stage into the target's place by one <c>RENAME TABLE</c>, which nobody sees half done. Tables with triggers are moved
/// into the target under other names first, as a trigger cannot move between databases. Views, routines and events of the old database are
/// dropped before and those of the new one made after, so that none of them ever meets the other's tables. What fails undoes what was done.
/// </summary>
/// <param name="server">A session on no database.</param>
/// <param name="settings">The connection.</param>
/// <param name="options">How.</param>
/// <param name="version">Which server it is.</param>
/// <param name="stage">The stage's name.</param>
/// <param name="statements">What makes the new database.</param>
internal sealed class MySqlExchange(MySqlConnection server, MySqlConnectionSettings settings, RestoreOptions options, MySqlServerVersion version, string stage, IReadOnlyList<MySqlStatement> statements) : IAsyncDisposable
{
    private readonly Stack<Func<MySqlConnection, Task>> _undo = new();
    private MySqlConnection? _session;
    private string? _old;

    private string Target => settings.DatabaseName;

    /// <summary>Looks whether the tables of the target can be exchanged.</summary>
    /// <exception cref="BackupException">They cannot.</exception>
    public static async Task RequirePossibleAsync(MySqlConnection server, MySqlConnectionSettings settings, CancellationToken token)
    {
        var target = MySqlName.Literal(settings.DatabaseName);
        var others = await server.QueryAsync(
            $"SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_SCHEMA = {target} AND TABLE_SCHEMA <> {target}",
            row => MySqlName.Quote(row.Text(0), row.Text(1)), token).ConfigureAwait(false);
        if (others.Count > 0)
            throw new BackupException($"Database {settings.Database}: {string.Join(", ", others)} has a foreign key into {MySqlName.Quote(settings.DatabaseName)} and would lose it. Nothing was changed; drop the foreign key for the time of the restore.");
    }

    /// <summary>Does it.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        if (!await MySqlServer.ExistsAsync(server, Target, token).ConfigureAwait(false))
        {
            await server.ExecuteAsync($"CREATE DATABASE {MySqlName.Quote(Target)}", token).ConfigureAwait(false);
            _undo.Push(session => session.ExecuteAsync($"DROP DATABASE {MySqlName.Quote(Target)}", CancellationToken.None));
        }
        try
        {
            _session = await new MySqlServer(settings).OpenForRestoreAsync(token).ConfigureAwait(false);
            var existing = await ExistingObjects.ReadAsync(_session, version, settings, token).ConfigureAwait(false);
            if (options.NoDrop)
                existing.RequireNoneOf(statements, settings);
            // From here on it is a matter of names, which nothing may interrupt halfway.
            token.ThrowIfCancellationRequested();
            await ExchangeAsync(options.NoDrop ? existing.Nothing() : existing).ConfigureAwait(false);
        }
        catch
        {
            await UndoAsync().ConfigureAwait(false);
            throw;
        }
        if (_old is not null)
            await LeftStages.TryDropAsync(settings, _old).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await Patience.CloseAsync(_session).ConfigureAwait(false);
    }

    private async Task ExchangeAsync(ExistingObjects existing)
    {
        await MySqlSessions.RefuseOthersAsync(server, settings, options.Disconnect, _session!.ServerThread, CancellationToken.None).ConfigureAwait(false);
        if (existing.Tables.Count > 0)
        {
            await LeftStages.MakeAsync(server, _old = LeftStages.NewName(Target), Target, "", CancellationToken.None).ConfigureAwait(false);
            _undo.Push(_ => LeftStages.TryDropAsync(settings, _old));
        }
        _undo.Push(session => MySqlStatements.RunAsync(session, existing.Code, settings, CancellationToken.None));
        foreach (var drop in existing.Drops)
            await RunAsync(drop).ConfigureAwait(false);
        if (!options.NoDrop && statements.FirstOrDefault(s => s.Kind is DatabaseOptions.Kind) is { } database)
        {
            _undo.Push(session => MySqlStatements.RunAsync(session, [existing.Database], settings, CancellationToken.None));
            await RunAsync(DatabaseOptions.Over(database, existing.Database)).ConfigureAwait(false);
        }
        var renamed = await MoveTriggeredAsync().ConfigureAwait(false);
        await RenameAsync(existing.Tables, renamed).ConfigureAwait(false);
        await RewordTriggersAsync().ConfigureAwait(false);
        var made = new List<MySqlStatement>();
        _undo.Push(session => DropMadeAsync(session, made));
        foreach (var statement in statements.Where(s => s.Phase is MySqlPhase.Routine or MySqlPhase.View or MySqlPhase.Default or MySqlPhase.Event))
        {
            await RunAsync(statement).ConfigureAwait(false);
            made.Add(statement);
        }
    }

    private Task RunAsync(MySqlStatement statement) => MySqlStatements.RunAsync(_session!, [statement], settings, CancellationToken.None);

    // A table with triggers waits in the target under a name of the restore's own.
    private async Task<Dictionary<string, string>> MoveTriggeredAsync()
    {
        var triggers = statements.Where(s => s.Phase is MySqlPhase.Trigger).ToList();
        var renamed = triggers.Select(t => t.Table).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((table, i) => (Table: table, Name: string.Create(CultureInfo.InvariantCulture, $"{LeftStages.NewName("")[1..]}_{i}"))).ToDictionary(t => t.Table, t => t.Name, StringComparer.Ordinal);
        foreach (var (table, name) in renamed)
        {
            await ExecuteAsync($"RENAME TABLE {MySqlName.Quote(stage, table)} TO {MySqlName.Quote(Target, name)}", $"table {MySqlName.Quote(table)}").ConfigureAwait(false);
            _undo.Push(session => session.ExecuteAsync($"DROP TABLE {MySqlName.Quote(Target, name)}", CancellationToken.None));
        }
        foreach (var trigger in triggers)
            await RunAsync(trigger.Table is { } table ? trigger with { Sql = TriggerText.On(trigger.Sql, renamed[table]) } : trigger).ConfigureAwait(false);
        return renamed;
    }

    // MariaDB has changed the words before the table's name when it renamed it. Replacing a trigger is one step there.
    private async Task RewordTriggersAsync()
    {
        var triggers = statements.Where(s => s.Phase is MySqlPhase.Trigger).ToList();
        if (!version.IsMariaDb || triggers.TrueForAll(t => t.Table is null || t.Sql.Contains($" ON {MySqlName.Quote(t.Table)} ", StringComparison.Ordinal)))
            return;
        foreach (var trigger in triggers)
            await RunAsync(trigger.Table is null ? trigger : trigger with { Sql = $"CREATE OR REPLACE{trigger.Sql["CREATE".Length..]}" }).ConfigureAwait(false);
    }

    private async Task RenameAsync(IReadOnlyList<string> old, Dictionary<string, string> renamed)
    {
        var made = statements.Where(s => s is { Phase: MySqlPhase.PreData, Kind: not (DatabaseOptions.Kind or MySqlStatement.Session) }).Select(s => s.Name).ToList();
        List<(string From, string To)> moves =
        [
            .. old.Select(t => (MySqlName.Quote(Target, t), MySqlName.Quote(_old!, t))),
            .. made.Select(t => (renamed.TryGetValue(t, out var name) ? MySqlName.Quote(Target, name) : MySqlName.Quote(stage, t), MySqlName.Quote(Target, t))),
        ];
        if (moves.Count == 0)
            return;
        await ExecuteAsync(Rename(moves), "the exchange of tables").ConfigureAwait(false);
        _undo.Push(session => session.ExecuteAsync(Rename(Enumerable.Reverse(moves).Select(m => (m.To, m.From))), CancellationToken.None));

        static string Rename(IEnumerable<(string From, string To)> moves) => $"RENAME TABLE {string.Join(", ", moves.Select(m => $"{m.From} TO {m.To}"))}";
    }

    private async Task ExecuteAsync(string sql, string doing)
    {
        try
        {
            await _session!.ExecuteAsync(sql, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (MySqlFailure.IsOfDriver(e))
        {
            throw MySqlFailure.Translate(e, settings, doing);
        }
    }

    private static async Task DropMadeAsync(MySqlConnection session, List<MySqlStatement> made)
    {
        foreach (var statement in Enumerable.Reverse(made).Where(s => s.Kind is not MySqlStatement.Session && s.Phase is not MySqlPhase.Default))
            await session.ExecuteAsync($"DROP {statement.Kind} IF EXISTS {MySqlName.Quote(statement.Name)}", CancellationToken.None).ConfigureAwait(false);
    }

    // By a session of its own: the one that failed may be lost, or set up for something else.
    private async Task UndoAsync()
    {
        if (_undo.Count == 0)
            return;
        await using var session = await new MySqlServer(settings).OpenForRestoreAsync(CancellationToken.None).ConfigureAwait(false);
        while (_undo.TryPop(out var undo))
            await undo(session).ConfigureAwait(false);
    }
}
