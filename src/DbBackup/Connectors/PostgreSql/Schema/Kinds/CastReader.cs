namespace DbBackup.Connectors;

/// <summary>Casts: by a function, by the types' texts, or by their equal bytes. One of a range to its multirange comes with these.</summary>
internal sealed class CastReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            """
            SELECT oid, format_type(castsource, NULL), format_type(casttarget, NULL), NULLIF(castfunc, 0)::regprocedure::text,
                   castmethod::text, castcontext::text
            FROM pg_cast c WHERE oid >= 16384
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = c.tableoid AND d.objid = c.oid AND d.deptype = 'i') ORDER BY 2, 3
            """,
            row => Cast(catalog.Id("pg_cast", row.Oid(0)), $"({row.Text(1)} AS {row.Text(2)})", row.TextOrNull(3), row.Text(4), row.Text(5)),
            token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }

    private static SchemaObject Cast(CatalogId id, string identity, string? function, string method, string context)
    {
        var way = method switch { "f" => $"WITH FUNCTION {function}", "i" => "WITH INOUT", _ => "WITHOUT FUNCTION" };
        var use = context switch { "a" => " AS ASSIGNMENT", "i" => " AS IMPLICIT", _ => "" };
        return new SchemaObject { Id = id, Kind = "CAST", Name = identity, Identity = identity }.Define($"CREATE CAST {identity} {way}{use}");
    }
}
