using DbBackup.Configuration;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Finds what a backup does not carry. Each is refused by its name.</summary>
internal static class UncarriedObjects
{
    /// <summary>Finds it.</summary>
    public static async Task<List<string>> FindAsync(
        MySqlConnection connection, MySqlServerVersion version, IReadOnlyList<CatalogTable> tables, MySqlConnectionSettings settings, CancellationToken token)
    {
        var refusals = new List<string>();
        foreach (var broken in tables.Where(t => t is { Type: "BASE TABLE", Engine: "" }))
            refusals.Add($"Table {MySqlName.Quote(broken.Name)} cannot be opened ({broken.Comment.ReplaceLineEndings(" ")}); repair or exclude it.");
        if (settings.SystemVersioned is SystemVersionedTables.Refuse)
            refusals.AddRange(tables.Where(t => t.IsSystemVersioned).Select(t =>
                $"Table {MySqlName.Quote(t.Name)} is system-versioned, and no statement writes the past of its rows again; exclude it, or set \"SystemVersioned\": \"CurrentRows\" to carry the rows of now alone."));
        if (version.IsMariaDb)
            refusals.AddRange(await connection.QueryAsync(
                $"SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE {CatalogTable.InDatabase("ROUTINE_SCHEMA")} AND ROUTINE_TYPE = 'PACKAGE' ORDER BY 1",
                row => $"Package {MySqlName.Quote(row.Text(0))} is not carried; drop it before the backup.", token).ConfigureAwait(false));
        else if (version.Number >= new Version(9, 2))
            refusals.AddRange(await connection.QueryAsync(
                $"SELECT LIBRARY_NAME FROM information_schema.LIBRARIES WHERE {CatalogTable.InDatabase("LIBRARY_SCHEMA")} ORDER BY 1",
                row => $"Library {MySqlName.Quote(row.Text(0))} is not carried; drop it before the backup.", token).ConfigureAwait(false));
        return refusals;
    }
}
