namespace DbBackup.Connectors;

/// <summary>Reads the columns of all tables at once.</summary>
internal static class TableColumns
{
    /// <summary>The columns that are not dropped, by table, in their order.</summary>
    public static Task<ILookup<uint, TableColumn>> ReadAsync(PgCatalog catalog, CancellationToken token) =>
        catalog.OnceAsync(() => QueryAsync(catalog, token));

    private static async Task<ILookup<uint, TableColumn>> QueryAsync(PgCatalog catalog, CancellationToken token)
    {
        var compression = catalog.Version >= 14 ? "a.attcompression::text" : "''";
        var notNull = catalog.Version >= 18 ? "false" : "a.attnotnull";
        var columns = await catalog.QueryAsync(
            $"""
            SELECT a.attrelid, a.attnum::int, a.attname, format_type(a.atttypid, a.atttypmod), a.atttypid,
                CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
                    THEN (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
                        FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation) END,
                a.attcollation, {notNull}, pg_get_expr(d.adbin, d.adrelid), d.oid, a.attidentity::text, a.attgenerated::text,
                CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END, {compression}, a.attstattarget::int,
                a.attoptions, a.attfdwoptions, a.attislocal
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relpersistence <> 't'
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attrelid, a.attnum
            """,
            row => new TableColumn
            {
                Table = row.OidOrZero(0),
                Number = row.Int(1),
                Name = row.Text(2),
                Type = row.Text(3),
                TypeId = row.OidOrZero(4),
                Collation = row.TextOrNull(5),
                CollationId = row.OidOrZero(6),
                IsNotNull = row.Flag(7),
                Expression = row.TextOrNull(8),
                DefaultId = row.OidOrZero(9),
                Identity = row.Text(10).Trim('\0'),
                Generated = row.Text(11).Trim('\0'),
                Storage = row.TextOrNull(12),
                Compression = row.Text(13) switch { "p" => "pglz", "l" => "lz4", _ => null },
                Statistics = row.IntOrNull(14) is >= 0 and var target ? target : null,
                Options = row.TextArray(15),
                ForeignOptions = row.TextArray(16),
                IsLocal = row.Flag(17),
            },
            token).ConfigureAwait(false);
        return columns.ToLookup(column => column.Table);
    }
}
