namespace DbBackup.Connectors;

/// <summary>
/// Holds the list closed: every row of every catalog of this database that is neither built in, nor an extension's, nor carried is
/// named, also in catalogs that this version does not know.
/// </summary>
internal static class Preflight
{
    // Of the cluster, not of this database; large objects, whose contents go with the data; labels of enums and members of operator
    // families, which come with them and are no extension's in pg_depend though an extension brings them.
    private static readonly string[] NotOfThisDatabase =
    [
        "pg_authid", "pg_auth_members", "pg_database", "pg_db_role_setting", "pg_tablespace", "pg_parameter_acl", "pg_replication_origin",
        "pg_largeobject_metadata", "pg_amop", "pg_amproc", "pg_enum",
    ];

    /// <summary>Names what is left over.</summary>
    public static async Task CheckAsync(PgCatalog catalog, SchemaCollection schema, Dependencies dependencies, CancellationToken token)
    {
        foreach (var id in await RowsAsync(catalog, token).ConfigureAwait(false))
        {
            if (!catalog.IsOwn(id) || dependencies.Resolve(id) is not null || dependencies.IsTemporary(id))
                continue;
            var name = await NameAsync(catalog, id, token).ConfigureAwait(false);
            schema.LeaveToPgDump($"{name} is of a kind that cannot be carried");
        }
    }

    // pg_describe_object fails for a catalog whose rows are no objects of their own; those that are occur in pg_depend.
    private static async Task<string> NameAsync(PgCatalog catalog, CatalogId id, CancellationToken token) => (await catalog.QueryAsync(
        $"""
        SELECT coalesce(CASE WHEN EXISTS (SELECT FROM pg_depend WHERE {id.Class} IN (classid, refclassid))
            THEN pg_describe_object({id.Class}, {id.Object}, 0) END, 'row {id.Object} of ' || {id.Class}::regclass)
        """,
        row => row.Text(0), token).ConfigureAwait(false))[0];

    private static async Task<List<CatalogId>> RowsAsync(PgCatalog catalog, CancellationToken token)
    {
        var catalogs = await catalog.QueryAsync(
            """
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'oid' AND a.attnum > 0
            WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' ORDER BY c.relname
            """,
            row => row.Text(0), token).ConfigureAwait(false);
        var queries = catalogs.Except(NotOfThisDatabase).Select(name =>
            $"SELECT '{name}'::regclass::oid, oid FROM {ReadableBy(name)} WHERE oid >= {PgCatalog.FirstNormalOid}{Condition(name)}");
        return await catalog.QueryAsync(
            string.Join("\nUNION ALL ", queries), row => new CatalogId(row.OidOrZero(0), row.OidOrZero(1)), token).ConfigureAwait(false);
    }

    // Options of user mappings are secrets, and so the catalog is a superuser's.
    private static string ReadableBy(string name) => name == "pg_user_mapping" ? "(SELECT umid AS oid FROM pg_user_mappings) AS mappings" : name;

    private static string Condition(string name) => name switch
    {
        "pg_class" => " AND relnamespace <> 'pg_toast'::regnamespace",
        "pg_subscription" => " AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
        _ => "",
    };
}
