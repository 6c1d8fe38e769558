using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>The tables, views and sequences of a database that belong to a backup, and the names of those that are left out.</summary>
/// <param name="Included">Those that belong to it.</param>
/// <param name="Excluded">The names of the others, unquoted.</param>
internal sealed record SelectedTables(List<CatalogTable> Included, HashSet<string> Excluded)
{
    /// <summary>Looks them up.</summary>
    /// <exception cref="BackupException">A pattern matches nothing.</exception>
    public static async Task<SelectedTables> ReadAsync(MySqlConnection session, IReadOnlyList<string> exclude, string database, CancellationToken token)
    {
        var all = await CatalogTable.ReadAsync(session, token).ConfigureAwait(false);
        var ignoresCase = await session.NumberAsync("SELECT @@lower_case_table_names", token).ConfigureAwait(false) != 0;
        var excluded = new MySqlPatterns(exclude, ignoresCase).Match([.. all.Select(table => table.Name)], database);
        return new(all.FindAll(table => !excluded.Contains(table.Name)), excluded);
    }
}
