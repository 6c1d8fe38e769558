namespace DbBackup.Connectors;

/// <summary>Reads which tables have rows to carry.</summary>
internal static class TableSources
{
    /// <summary>The tables that <paramref name="isCarried"/> names, and the extensions' configuration tables.</summary>
    public static async Task<List<TableSource>> ReadAsync(PgCatalog catalog, Func<CatalogId, bool> isCarried, CancellationToken token)
    {
        var text = await TextTypes.ReadAsync(catalog, token).ConfigureAwait(false);
        var columns = await TableColumns.ReadAsync(catalog, token).ConfigureAwait(false);
        var conditions = await ConditionsAsync(catalog, token).ConfigureAwait(false);
        var rows = await catalog.QueryAsync(
            $"""
            SELECT c.oid, n.nspname, c.relname,
                CASE WHEN a.amname = 'heap' THEN pg_relation_size(c.oid) / current_setting('block_size')::bigint ELSE 0 END
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_am a ON a.oid = c.relam
            WHERE c.relkind = 'r' AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't'
            ORDER BY n.nspname, c.relname
            """,
            row => (Id: row.OidOrZero(0), Schema: row.Text(1), Name: row.Text(2), Pages: row.GetInt64(3)), token).ConfigureAwait(false);
        return [.. rows
            .Where(row => IsSource(catalog, row.Id, conditions) && isCarried(catalog.Id("pg_class", row.Id)))
            .Select(row =>
            {
                var carried = columns[row.Id].Where(column => column.Generated.Length == 0).ToList();
                return new TableSource(
                    row.Id, row.Schema, row.Name, [.. carried.Select(column => column.Name)], carried.Exists(column => text.Contains(column.TypeId)),
                    row.Pages, conditions.GetValueOrDefault(row.Id), carried.Exists(column => column.Identity == "a"));
            })];
    }

    /// <summary>Whether its contents are an application's: it is no extension's, or an extension names it as its configuration.</summary>
    public static bool IsSource(PgCatalog catalog, uint relation, Dictionary<uint, string?> configuration) =>
        !catalog.IsExtensionMember(catalog.Id("pg_class", relation)) || configuration.ContainsKey(relation);

    /// <summary>The configuration tables and sequences of extensions, with their conditions.</summary>
    public static async Task<Dictionary<uint, string?>> ConditionsAsync(PgCatalog catalog, CancellationToken token)
    {
        var found = await catalog.QueryAsync(
            "SELECT c.oid, nullif(c.condition, '') FROM pg_extension e, unnest(e.extconfig, e.extcondition) AS c(oid, condition) WHERE c.oid IS NOT NULL",
            row => (Id: row.OidOrZero(0), Condition: row.TextOrNull(1)), token).ConfigureAwait(false);
        return found.ToDictionary(row => row.Id, row => row.Condition);
    }
}
