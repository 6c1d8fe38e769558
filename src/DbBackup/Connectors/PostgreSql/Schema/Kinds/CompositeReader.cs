namespace DbBackup.Connectors;

/// <summary>Composite types that are no table's row.</summary>
internal sealed class CompositeReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            """
            SELECT t.oid, t.typarray, t.typrelid, n.nspname::text, t.typname::text,
                   (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), cn.nspname, c.collname) ORDER BY a.attnum)::text
                    FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid
                    LEFT JOIN pg_collation c ON c.oid = a.attcollation AND a.attcollation <> at.typcollation
                    LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
                    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            JOIN pg_class r ON r.oid = t.typrelid AND r.relkind = 'c'
            WHERE t.oid >= 16384 ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
            """,
            row => Type(catalog.Id("pg_type", row.Oid(0)), [catalog.Id("pg_type", row.Oid(1)), catalog.Id("pg_class", row.Oid(2))],
                row.Text(3), row.Text(4), row.Rows(5)), token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Type(
        CatalogId id, IReadOnlyList<CatalogId> aliases, string schema, string name, IReadOnlyList<IReadOnlyList<string?>> columns)
    {
        var item = new SchemaObject
        {
            Id = id, Aliases = aliases, Kind = "TYPE", Schema = schema, Name = name, Identity = PgName.Quote(schema, name),
        };
        return item.Define($"CREATE TYPE {item.Identity} AS ({string.Join(", ", columns.Select(Column))})");
    }

    private static string Column(IReadOnlyList<string?> column) =>
        $"{PgName.Quote(column[0]!)} {column[1]}{(column[3] is { } collation ? $" COLLATE {PgName.Quote(column[2]!, collation)}" : "")}";
}
