namespace DbBackup.Connectors;

/// <summary>Foreign data wrappers.</summary>
internal sealed class ForeignDataWrapperReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            $"""
            SELECT oid, fdwname::text, NULLIF(fdwhandler, 0)::regproc::text, NULLIF(fdwvalidator, 0)::regproc::text, {ForeignOptions.Column("fdwoptions")}
            FROM pg_foreign_data_wrapper WHERE oid >= 16384 ORDER BY fdwname COLLATE "C"
            """,
            row =>
            {
                var identity = PgName.Quote(row.Text(1));
                return new SchemaObject
                {
                    Id = catalog.Id("pg_foreign_data_wrapper", row.Oid(0)), Kind = "FOREIGN DATA WRAPPER", Name = row.Text(1), Identity = identity,
                }.Define($"CREATE FOREIGN DATA WRAPPER {identity}" + (row.IsDBNull(2) ? "" : $" HANDLER {row.Text(2)}")
                    + (row.IsDBNull(3) ? "" : $" VALIDATOR {row.Text(3)}") + ForeignOptions.Clause(row.Rows(4)));
            }, token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }
}
