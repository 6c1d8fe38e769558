using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Reads the schema of a database.</summary>
/// <param name="connection">A session on it.</param>
/// <param name="version">The server.</param>
/// <param name="settings">The connection.</param>
/// <param name="exclude">Patterns of tables that are left out.</param>
internal sealed class MySqlSchemaReader(MySqlConnection connection, MySqlServerVersion version, MySqlConnectionSettings settings, IReadOnlyList<string> exclude)
{
    private readonly List<string> _refusals = [];

    /// <summary>Reads it. What cannot be carried is among its refusals.</summary>
    /// <exception cref="BackupException">It cannot be read.</exception>
    public async Task<MySqlSchema> ReadAsync(CancellationToken token)
    {
        var database = await DatabaseOptions.ReadAsync(connection, version, token).ConfigureAwait(false);
        var (characterSet, collation) = (database.CharacterSet, database.Collation);
        var (included, excluded) = await SelectedTables.ReadAsync(connection, exclude, settings.Database, token).ConfigureAwait(false);
        _refusals.AddRange(await MySqlRights.MissingAsync(connection, version, token).ConfigureAwait(false));
        _refusals.AddRange(await UncarriedObjects.FindAsync(connection, version, included, settings, token).ConfigureAwait(false));

        var tables = new MySqlTableReader(connection, version, excluded, _refusals);
        var code = new MySqlCodeReader(connection, collation, _refusals);
        List<MySqlStatement> statements =
        [
            database.Statement,
            .. await MySqlSequenceReader.ReadAsync(connection, included.Where(t => t.IsSequence), token).ConfigureAwait(false),
            .. await tables.ReadAsync([.. included.Where(t => !t.IsView && !t.IsSequence)], token).ConfigureAwait(false),
            .. version.IsMariaDb ? [] : await HistogramReader.ReadAsync(connection, excluded, token).ConfigureAwait(false),
            .. await code.RoutinesAsync(token).ConfigureAwait(false),
            .. await code.ViewsAsync([.. included.Where(t => t.IsView).Select(t => t.Name)], excluded, token).ConfigureAwait(false),
            .. await code.TriggersAsync(excluded, token).ConfigureAwait(false),
            .. await code.EventsAsync(token).ConfigureAwait(false),
        ];
        return new()
        {
            CharacterSet = characterSet, Collation = collation, Statements = [.. statements.OrderBy(s => s.Phase)], Tables = tables.Tables, Refusals = _refusals,
            Engines = [.. included.Where(t => !t.IsView).Select(t => t.Engine).Where(e => e.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
            WithoutHistory = [.. included.Where(t => t.IsSystemVersioned).Select(t => t.Name)],
        };
    }
}
