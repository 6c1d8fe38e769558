namespace DbBackup.Connectors;

/// <summary>Conversions between encodings.</summary>
internal sealed class ConversionReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            """
            SELECT c.oid, n.nspname::text, c.conname::text, pg_encoding_to_char(c.conforencoding)::text,
                   pg_encoding_to_char(c.contoencoding)::text, c.conproc::text, c.condefault
            FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
            WHERE c.oid >= 16384 ORDER BY n.nspname COLLATE "C", c.conname COLLATE "C"
            """,
            row =>
            {
                var identity = PgName.Quote(row.Text(1), row.Text(2));
                return new SchemaObject
                {
                    Id = catalog.Id("pg_conversion", row.Oid(0)), Kind = "CONVERSION", Schema = row.Text(1), Name = row.Text(2), Identity = identity,
                }.Define($"CREATE {(row.GetBoolean(6) ? "DEFAULT " : "")}CONVERSION {identity} FOR {PgName.Literal(row.Text(3))}"
                    + $" TO {PgName.Literal(row.Text(4))} FROM {row.Text(5)}");
            }, token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }
}
