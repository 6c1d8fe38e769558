namespace DbBackup.Connectors;

/// <summary>Enumerated types, with their labels in the order in which they sort.</summary>
internal sealed class EnumReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            """
            SELECT t.oid, t.typarray, n.nspname::text, t.typname::text,
                   (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)::text FROM pg_enum e WHERE e.enumtypid = t.oid)
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'e' AND t.oid >= 16384 ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
            """,
            row => Type(catalog.Id("pg_type", row.Oid(0)), catalog.Id("pg_type", row.Oid(1)), row.Text(2), row.Text(3), row.Texts(4)),
            token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Type(CatalogId id, CatalogId array, string schema, string name, IReadOnlyList<string> labels)
    {
        var item = new SchemaObject
        {
            Id = id, Aliases = [array], Kind = "TYPE", Schema = schema, Name = name, Identity = PgName.Quote(schema, name),
        };
        return item.Define($"CREATE TYPE {item.Identity} AS ENUM ({string.Join(", ", labels.Select(PgName.Literal))})");
    }
}
