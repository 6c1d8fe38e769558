using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Reads what is code: routines, views, triggers and events, each with the session in which it was made.</summary>
/// <param name="connection">A session.</param>
/// <param name="collation">The database's collation.</param>
/// <param name="refusals">Where what cannot be carried is said.</param>
internal sealed class MySqlCodeReader(MySqlConnection connection, string collation, List<string> refusals)
{
    /// <summary>Functions and procedures.</summary>
    public async Task<List<MySqlStatement>> RoutinesAsync(CancellationToken token)
    {
        var routines = await connection.QueryAsync(
            "SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES " +
            $"WHERE {CatalogTable.InDatabase("ROUTINE_SCHEMA")} AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') ORDER BY 1, 2",
            row => (Kind: row.Text(0), Name: row.Text(1)), token).ConfigureAwait(false);
        var session = new CreationSession(MySqlPhase.Routine, collation);
        foreach (var (kind, name) in routines)
        {
            var shown = await ShowAsync($"SHOW CREATE {kind} {MySqlName.Quote(name)}", token).ConfigureAwait(false);
            if (shown.Sql is null)
                refusals.Add($"{Capitalised(kind)} {MySqlName.Quote(name)} may not be read by this account; grant it the right to see routines.");
            else
                session.Add(kind, name, shown.Sql, shown);
        }
        return session.End();
    }

    /// <summary>Views, those before that others need.</summary>
    public async Task<List<MySqlStatement>> ViewsAsync(IReadOnlyList<string> names, HashSet<string> excluded, CancellationToken token)
    {
        var views = new Dictionary<string, (CreatedIn Shown, HashSet<string> Names)>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (await IsBrokenAsync(name, token).ConfigureAwait(false))
            {
                refusals.Add($"View {MySqlName.Quote(name)} names something that is not there or that its definer may not see, and could not be made again; correct, drop or exclude it.");
                continue;
            }
            var shown = await ShowAsync($"SHOW CREATE VIEW {MySqlName.Quote(name)}", token).ConfigureAwait(false);
            var used = NamesIn(shown.Sql!);
            if (excluded.FirstOrDefault(used.Contains) is { } gone && !names.Contains(gone, StringComparer.Ordinal))
                refusals.Add($"View {MySqlName.Quote(name)} names {MySqlName.Quote(gone)}, which is left out; take both into the backup, or leave out both.");
            views.Add(name, (shown, used));
        }
        var session = new CreationSession(MySqlPhase.View, collation);
        var (done, open) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in views.Keys.Order(StringComparer.Ordinal))
            Visit(name);
        return session.End();

        void Visit(string name)
        {
            if (done.Contains(name) || !open.Add(name))
                return;
            foreach (var needed in views[name].Names.Where(views.ContainsKey).Order(StringComparer.Ordinal))
                Visit(needed);
            done.Add(name);
            session.Add("VIEW", name, views[name].Shown.Sql!, views[name].Shown);
        }
    }

    /// <summary>Triggers, in the order in which they fire.</summary>
    public async Task<List<MySqlStatement>> TriggersAsync(HashSet<string> excluded, CancellationToken token)
    {
        var triggers = await connection.QueryAsync(
            $"SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE {CatalogTable.InDatabase("TRIGGER_SCHEMA")} " +
            "ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER",
            row => (Name: row.Text(0), Table: row.Text(1)), token).ConfigureAwait(false);
        var session = new CreationSession(MySqlPhase.Trigger, collation);
        foreach (var (name, table) in triggers.Where(t => !excluded.Contains(t.Table)).DistinctBy(t => t.Name))
        {
            var shown = await ShowAsync($"SHOW CREATE TRIGGER {MySqlName.Quote(name)}", token).ConfigureAwait(false);
            session.Add("TRIGGER", name, TriggerText.Unqualified(shown.Sql!, name, table, shown.SqlMode!), shown, table);
        }
        return session.End();
    }

    /// <summary>Events.</summary>
    public async Task<List<MySqlStatement>> EventsAsync(CancellationToken token)
    {
        var names = await connection.QueryAsync(
            $"SELECT EVENT_NAME FROM information_schema.EVENTS WHERE {CatalogTable.InDatabase("EVENT_SCHEMA")} ORDER BY 1", row => row.Text(0), token).ConfigureAwait(false);
        var session = new CreationSession(MySqlPhase.Event, collation);
        foreach (var name in names)
        {
            var shown = await ShowAsync($"SHOW CREATE EVENT {MySqlName.Quote(name)}", token).ConfigureAwait(false);
            session.Add("EVENT", name, shown.Sql!, shown);
        }
        return session.End();
    }

    private async Task<CreatedIn> ShowAsync(string sql, CancellationToken token) => (await connection.QueryAsync(sql, CreatedIn.Read, token).ConfigureAwait(false))[0];

    private async Task<bool> IsBrokenAsync(string view, CancellationToken token)
    {
        const int InvalidView = 1356;
        try
        {
            await connection.QueryAsync($"SHOW COLUMNS FROM {MySqlName.Quote(view)}", _ => 0, token).ConfigureAwait(false);
            return false;
        }
        catch (MySqlException e) when (e.Number is InvalidView or 1449 or 1146 or 1305)
        {
            return true;
        }
    }

    private static HashSet<string> NamesIn(string sql) =>
        MySqlTokens.Of(sql).Where(t => t.Kind is MySqlTokenKind.Name).Select(t => t.Unquote(sql)).ToHashSet(StringComparer.Ordinal);

    private static string Capitalised(string kind) => kind[..1] + kind[1..].ToLowerInvariant();
}
