namespace DbBackup.Connectors;

/// <summary>Reads what a target must have of its own: extensions to install, tablespaces, and the locales of collations.</summary>
internal static class RequirementsReader
{
    /// <summary>What the carried objects need.</summary>
    public static async Task<SchemaRequirements> ReadAsync(PgCatalog catalog, Func<CatalogId, bool> isCarried, CancellationToken token)
    {
        var locale = catalog.Version switch
        {
            >= 17 => "colllocale",
            >= 15 => "colliculocale",
            _ => "NULL",
        };
        var extensions = await NamesAsync(
            "pg_extension", $"SELECT oid, extname || ' ' || extversion FROM pg_extension WHERE oid >= {PgCatalog.FirstNormalOid}").ConfigureAwait(false);
        var tablespaces = await NamesAsync(
            "pg_class", "SELECT c.oid, s.spcname FROM pg_class c JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE s.spcname <> 'pg_global'")
            .ConfigureAwait(false);
        var collations = await NamesAsync(
            "pg_collation",
            $"""
            SELECT oid, CASE collprovider::text WHEN 'c' THEN 'libc:' WHEN 'i' THEN 'icu:' ELSE 'builtin:' END || coalesce({locale}, collcollate)
            FROM pg_collation WHERE oid >= {PgCatalog.FirstNormalOid}
            UNION ALL SELECT oid, 'libc:' || collctype FROM pg_collation WHERE oid >= {PgCatalog.FirstNormalOid} AND collprovider = 'c'
            """).ConfigureAwait(false);
        return new SchemaRequirements(extensions, tablespaces, collations);

        async Task<List<string>> NamesAsync(string name, string sql)
        {
            var rows = await catalog.QueryAsync(sql, row => (Id: catalog.Id(name, row.OidOrZero(0)), Name: row.Text(1)), token).ConfigureAwait(false);
            return [.. rows.Where(row => isCarried(row.Id)).Select(row => row.Name).Distinct().Order(StringComparer.Ordinal)];
        }
    }
}
