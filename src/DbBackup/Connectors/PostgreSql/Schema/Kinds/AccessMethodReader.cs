namespace DbBackup.Connectors;

/// <summary>Access methods of tables and indexes that are not built in.</summary>
internal sealed class AccessMethodReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await catalog.QueryAsync(
            """SELECT oid, amname::text, amtype::text, amhandler::text FROM pg_am WHERE oid >= 16384 ORDER BY amname COLLATE "C" """,
            row => new SchemaObject
            {
                Id = catalog.Id("pg_am", row.Oid(0)), Kind = "ACCESS METHOD", Name = row.Text(1), Identity = PgName.Quote(row.Text(1)),
            }.Define($"CREATE ACCESS METHOD {PgName.Quote(row.Text(1))} TYPE {(row.Text(2) == "t" ? "TABLE" : "INDEX")} HANDLER {row.Text(3)}"),
            token).ConfigureAwait(false))
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
    }
}
