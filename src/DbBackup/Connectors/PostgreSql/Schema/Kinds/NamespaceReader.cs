namespace DbBackup.Connectors;

/// <summary>
/// Schemas. <c>public</c> is there in every new database, and a schema of this name is only completed: its owner, comment and privileges
/// are compared with what initdb gives it. A database without it drops it.
/// </summary>
internal sealed class NamespaceReader : SchemaReader
{
    /// <summary>The oid that initdb gives <c>public</c>.</summary>
    public const uint Public = 2200;

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var found = await catalog.QueryAsync(
            """
            SELECT oid, nspname::text FROM pg_namespace
            WHERE nspname !~ '^pg_(toast|temp|toast_temp)($|_)' AND (oid >= 16384 OR nspname = 'public') ORDER BY nspname COLLATE "C"
            """, row => Namespace(catalog.Id("pg_namespace", row.Oid(0)), row.Text(1)), token).ConfigureAwait(false);
        foreach (var item in found.Where(item => !catalog.IsExtensionMember(item.Id)))
            schema.Add(item);
        if (found.All(item => item.Name != "public"))
            schema.Add(WithoutPublic(catalog.Id("pg_namespace", Public)));
    }

    private static SchemaObject Namespace(CatalogId id, string name)
    {
        var item = Item(id, name);
        return name == "public" ? item.Complete("CREATE SCHEMA IF NOT EXISTS \"public\"") : item.Define($"CREATE SCHEMA {item.Identity}");
    }

    private static SchemaObject WithoutPublic(CatalogId id) => Item(id, "public").Complete("DROP SCHEMA IF EXISTS \"public\"");

    private static SchemaObject Item(CatalogId id, string name) =>
        new() { Id = id, Kind = "SCHEMA", Schema = name, Name = name, Identity = PgName.Quote(name) };
}
