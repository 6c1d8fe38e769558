namespace DbBackup.Connectors;

/// <summary>What goes when an extension goes, though it is no member of it: <c>ALTER … DEPENDS ON EXTENSION</c>.</summary>
internal static class ExtensionDependencyReader
{
    /// <summary>Adds the statements to their objects.</summary>
    public static async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var (id, extension, name) in await catalog.QueryAsync(
            """
            SELECT d.classid, d.objid, d.refclassid, d.refobjid, e.extname::text FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
            WHERE d.deptype = 'x' AND d.refclassid = 'pg_extension'::regclass ORDER BY d.classid, d.objid, e.extname COLLATE "C"
            """,
            row => (new CatalogId(row.Oid(0), row.Oid(1)), new CatalogId(row.Oid(2), row.Oid(3)), row.Text(4)), token).ConfigureAwait(false))
        {
            if (schema.Find(id) is not { } item)
                continue;
            item.Complete($"ALTER {item.Kind} {item.Identity} DEPENDS ON EXTENSION {PgName.Quote(name)}");
            item.Needs.Add(extension);
        }
    }
}
