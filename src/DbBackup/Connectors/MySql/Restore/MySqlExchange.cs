using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// Puts the tables of a stage into the target's place by one <c>RENAME TABLE</c>, which nobody sees half done. Tables with triggers are moved
/// into the target under other names first, as a trigger cannot move between databases. Views, routines and events of the old database are
/// dropped before and those of the new one made after, so that none of them ever meets the other's tables. What fails is taken back, by a journal
/// that outlives the process.
/// </summary>
/// <param name="server">A session on no database.</param>
/// <param name="settings">The connection.</param>
/// <param name="options">How.</param>
/// <param name="version">Which server it is.</param>
/// <param name="stage">The stage's name.</param>
/// <param name="statements">What makes the new database.</param>
internal sealed class MySqlExchange(MySqlConnection server, MySqlConnectionSettings settings, RestoreOptions options, MySqlServerVersion version, string stage, IReadOnlyList<MySqlStatement> statements) : IAsyncDisposable
{
    private readonly string _old = LeftStages.NewName(settings.DatabaseName);
    private MySqlConnection? _session;

    private string Target => settings.DatabaseName;

    private List<MySqlStatement> Triggers => [.. statements.Where(s => s.Phase is MySqlPhase.Trigger)];

    private List<string> New => [.. statements.Where(s => s is { Phase: MySqlPhase.PreData, Kind: not (DatabaseOptions.Kind or MySqlStatement.Session) }).Select(s => s.Name)];

    // What is made when the new tables are in their place.
    private List<MySqlStatement> Code => [.. statements.Where(s => s.Phase is MySqlPhase.Routine or MySqlPhase.View or MySqlPhase.Default or MySqlPhase.Event)];

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
        var isNew = !await MySqlServer.ExistsAsync(server, Target, token).ConfigureAwait(false);
        if (isNew)
            await server.ExecuteAsync($"CREATE DATABASE {MySqlName.Quote(Target)}", token).ConfigureAwait(false);
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
        catch (Exception e)
        {
            await TakeBackAsync(e, isNew).ConfigureAwait(false);
            throw;
        }
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
        var waiting = Triggers.Select(t => t.Table).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((table, i) => (Table: table, Name: OwnName(i))).ToDictionary(t => t.Table, t => t.Name, StringComparer.Ordinal);
        await LeftStages.MakeAsync(server, _old, Target, "", CancellationToken.None).ConfigureAwait(false);
        var journal = new ExchangeJournal(server, _old);
        await journal.WriteAsync(Target, TakingBack(existing, waiting, journal.Move)).ConfigureAwait(false);

        foreach (var drop in existing.Drops)
            await RunAsync(drop).ConfigureAwait(false);
        if (!options.NoDrop && statements.FirstOrDefault(s => s.Kind is DatabaseOptions.Kind) is { } database)
            await RunAsync(DatabaseOptions.Over(database, existing.Database)).ConfigureAwait(false);
        await MoveTriggeredAsync(waiting).ConfigureAwait(false);
        await ExecuteAsync(Rename([.. Going(existing), .. Coming(waiting), journal.Move]), "the exchange of tables").ConfigureAwait(false);
        await RewordTriggersAsync().ConfigureAwait(false);
        foreach (var statement in Code)
            await RunAsync(statement).ConfigureAwait(false);
        await journal.EndAsync().ConfigureAwait(false);
    }

    // A name that no table has.
    private static string OwnName(int number) => string.Create(CultureInfo.InvariantCulture, $"{LeftStages.NewName("")[1..]}_{number}");

    private Task RunAsync(MySqlStatement statement) => MySqlStatements.RunAsync(_session!, [statement], settings, CancellationToken.None);

    private IEnumerable<(string From, string To)> Going(ExistingObjects existing) => existing.Tables.Select(t => (MySqlName.Quote(Target, t), MySqlName.Quote(_old, t)));

    // From the stage, or from where they wait.
    private IEnumerable<(string From, string To)> Coming(Dictionary<string, string> waiting) =>
        New.Select(t => (waiting.TryGetValue(t, out var name) ? MySqlName.Quote(Target, name) : MySqlName.Quote(stage, t), MySqlName.Quote(Target, t)));

    private static string Rename(IEnumerable<(string From, string To)> moves) => $"RENAME TABLE {string.Join(", ", moves.Select(m => $"{m.From} TO {m.To}"))}";

    // Each step may have been done before, wholly or not, as who takes back can be killed as well. The stage may be gone by then.
    private IEnumerable<(bool IfExchanged, MySqlStatement Statement)> TakingBack(ExistingObjects existing, Dictionary<string, string> waiting, (string Begun, string Exchanged) journal)
    {
        foreach (var made in Enumerable.Reverse(Code).Where(s => s.Kind is not MySqlStatement.Session && s.Phase is not MySqlPhase.Default))
            yield return (true, Step(made.Kind, made.Name, $"DROP {made.Kind} IF EXISTS {MySqlName.Quote(made.Name)}"));
        yield return (true, Step(DatabaseOptions.Kind, Target, Rename(
        [
            .. New.Select((t, i) => (MySqlName.Quote(Target, t), waiting.TryGetValue(t, out var name) ? MySqlName.Quote(Target, name) : MySqlName.Quote(_old, OwnName(i)))),
            .. Going(existing).Select(m => (m.To, m.From)),
            (journal.Exchanged, journal.Begun),
        ])));
        foreach (var name in waiting.Values)
            yield return (false, Step("TABLE", name, $"DROP TABLE IF EXISTS {MySqlName.Quote(Target, name)}"));
        foreach (var statement in (IEnumerable<MySqlStatement>)[.. existing.Drops, .. options.NoDrop ? [] : (MySqlStatement[])[existing.Database], .. existing.Code])
            yield return (false, statement);

        static MySqlStatement Step(string kind, string name, string sql) => new() { Kind = kind, Name = name, Phase = MySqlPhase.PreData, Sql = sql };
    }

    // A table with triggers waits in the target under a name of the restore's own.
    private async Task MoveTriggeredAsync(Dictionary<string, string> waiting)
    {
        foreach (var (table, name) in waiting)
            await ExecuteAsync($"RENAME TABLE {MySqlName.Quote(stage, table)} TO {MySqlName.Quote(Target, name)}", $"table {MySqlName.Quote(table)}").ConfigureAwait(false);
        foreach (var trigger in Triggers)
            await RunAsync(trigger.Table is { } table ? trigger with { Sql = TriggerText.On(trigger.Sql, waiting[table]) } : trigger).ConfigureAwait(false);
    }

    // MariaDB has changed the words before the table's name when it renamed it. Replacing a trigger is one step there.
    private async Task RewordTriggersAsync()
    {
        var triggers = Triggers;
        if (!version.IsMariaDb || triggers.TrueForAll(t => t.Table is null || t.Sql.Contains($" ON {MySqlName.Quote(t.Table)} ", StringComparison.Ordinal)))
            return;
        foreach (var trigger in triggers)
            await RunAsync(trigger.Table is null ? trigger : trigger with { Sql = $"CREATE OR REPLACE{trigger.Sql["CREATE".Length..]}" }).ConfigureAwait(false);
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

    // By sessions of its own: the one that failed may be lost, or set up for something else.
    private async Task TakeBackAsync(Exception failure, bool isNew)
    {
        try
        {
            await LeftStages.TakeBackAsync(settings, _old).ConfigureAwait(false);
            await using var session = await new MySqlServer(settings, "").OpenForRestoreAsync(CancellationToken.None).ConfigureAwait(false);
            if (isNew)
                await session.ExecuteAsync($"DROP DATABASE IF EXISTS {MySqlName.Quote(Target)}", CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is BackupException || MySqlFailure.IsOfDriver(e))
        {
            throw new BackupException(
                $"Database {settings.Database}: the restore failed in its last step ({failure.Message}) and could not be taken back ({e.Message}). The next backup or restore of {MySqlName.Quote(Target)} takes it back; the old tables are in it or in {MySqlName.Quote(_old)}.", failure);
        }
    }
}
