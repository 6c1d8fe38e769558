namespace DbBackup.Connectors;

/// <summary>Foreign servers.</summary>
internal sealed class ForeignServerReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            $"""
            SELECT s.oid, s.srvname::text, s.srvtype, s.srvversion, w.fdwname::text, {ForeignOptions.Column("s.srvoptions")}
            FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
            WHERE s.oid >= 16384 ORDER BY s.srvname COLLATE "C"
            """,
            row =>
            {
                var identity = PgName.Quote(row.Text(1));
                return new SchemaObject { Id = catalog.Id("pg_foreign_server", row.Oid(0)), Kind = "SERVER", Name = row.Text(1), Identity = identity }
                    .Define($"CREATE SERVER {identity}" + (row.IsDBNull(2) ? "" : $" TYPE {PgName.Literal(row.Text(2))}")
                        + (row.IsDBNull(3) ? "" : $" VERSION {PgName.Literal(row.Text(3))}")
                        + $" FOREIGN DATA WRAPPER {PgName.Quote(row.Text(4))}" + ForeignOptions.Clause(row.Rows(5)));
            }, token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }
}
