using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Which versions of their rows catalogs have: a hash of where each row lies and which transaction wrote it. Catalogs whose versions are the
/// same in two snapshots define the same, for what the server writes over in place are counts; those whose versions differ may still do. It costs
/// the server a fifth of hashing the rows.
/// </summary>
internal static class CatalogVersions
{
    /// <summary>Those of the catalogs whose rows may differ between two sessions. One of which not every column may be read always may.</summary>
    public static async Task<List<string>> DifferencesAsync(NpgsqlConnection snapshot, NpgsqlConnection fresh, IReadOnlyCollection<string> catalogs, CancellationToken token)
    {
        var readable = await fresh.PairsAsync("SELECT name, has_table_privilege('pg_catalog.' || name, 'SELECT')::text FROM unnest($1) AS name", token, [.. catalogs]).ConfigureAwait(false);
        var sql = string.Join("\nUNION ALL ", readable.Where(catalog => catalog.Value == "true").Select(catalog =>
            $"SELECT '{catalog.Name}', concat(count(*), ' ', sum(hashtextextended(concat(ctid, xmin), 0))) FROM {catalog.Name}"));
        var before = snapshot.PairsAsync(sql, token);
        var after = await fresh.PairsAsync(sql, token).ConfigureAwait(false);
        return [.. catalogs.Except(after.Intersect(await before.ConfigureAwait(false)).Select(same => same.Name))];
    }
}
