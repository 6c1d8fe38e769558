namespace DbBackup.Connectors;

/// <summary>Transforms between types and languages.</summary>
internal sealed class TransformReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            """
            SELECT t.oid, format_type(t.trftype, NULL), l.lanname::text, NULLIF(t.trffromsql::oid, 0)::regprocedure::text,
                   NULLIF(t.trftosql::oid, 0)::regprocedure::text
            FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang WHERE t.oid >= 16384 ORDER BY 2, 3
            """,
            row =>
            {
                var identity = $"FOR {row.Text(1)} LANGUAGE {PgName.Quote(row.Text(2))}";
                var functions = new[]
                {
                    row.IsDBNull(3) ? null : $"FROM SQL WITH FUNCTION {row.Text(3)}",
                    row.IsDBNull(4) ? null : $"TO SQL WITH FUNCTION {row.Text(4)}",
                };
                return new SchemaObject { Id = catalog.Id("pg_transform", row.Oid(0)), Kind = "TRANSFORM", Name = identity, Identity = identity }
                    .Define($"CREATE TRANSFORM {identity} ({string.Join(", ", functions.OfType<string>())})");
            }, token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }
}
