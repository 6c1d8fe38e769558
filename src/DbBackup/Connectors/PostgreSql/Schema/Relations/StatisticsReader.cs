namespace DbBackup.Connectors;

/// <summary>Reads extended statistics: what is gathered, not what was found.</summary>
internal sealed class StatisticsReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var item in await RowsAsync(catalog, token).ConfigureAwait(false))
        {
            if (catalog.IsOwn(item.Id))
                schema.Add(item);
        }
    }

    private static Task<List<SchemaObject>> RowsAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        $"""
        SELECT s.oid, n.nspname, s.stxname, pg_get_statisticsobjdef(s.oid), s.stxstattarget::int, tn.nspname, c.relname
        FROM pg_statistic_ext s
        JOIN pg_namespace n ON n.oid = s.stxnamespace
        JOIN pg_class c ON c.oid = s.stxrelid AND c.relpersistence <> 't'
        JOIN pg_namespace tn ON tn.oid = c.relnamespace
        WHERE s.oid >= {PgCatalog.FirstNormalOid}
        ORDER BY n.nspname, s.stxname
        """,
        row =>
        {
            var item = new SchemaObject
            {
                Id = catalog.Id("pg_statistic_ext", row.OidOrZero(0)),
                Kind = "STATISTICS",
                Schema = row.Text(1),
                Name = row.Text(2),
                Identity = PgName.Quote(row.Text(1), row.Text(2)),
                Phase = SchemaPhase.IndexUse,
            };
            item.Append(row.Text(3), $"DROP STATISTICS IF EXISTS {item.Identity}", locks: [PgName.Quote(row.Text(5), row.Text(6))]);
            if (row.IntOrNull(4) is >= 0 and var target)
                item.Append($"ALTER STATISTICS {item.Identity} SET STATISTICS {target}", phase: SchemaPhase.LateView);
            return item;
        },
        token);
}
