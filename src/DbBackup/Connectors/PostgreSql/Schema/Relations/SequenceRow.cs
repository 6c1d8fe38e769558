namespace DbBackup.Connectors;

/// <summary>A sequence, as the catalogs have it.</summary>
internal sealed record SequenceRow
{
    public required uint Id { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    public required string Persistence { get; init; }

    public required string Type { get; init; }

    /// <summary><c>START WITH … INCREMENT BY … MINVALUE … MAXVALUE … CACHE … [NO] CYCLE</c>.</summary>
    public required string Options { get; init; }

    /// <summary>The table whose column owns it, or 0.</summary>
    public uint OwnerTable { get; init; }

    /// <summary>The column's number.</summary>
    public int OwnerColumn { get; init; }

    /// <summary>Whether it belongs to an identity column, which makes it.</summary>
    public bool IsIdentity { get; init; }

    public string Identity => PgName.Quote(Schema, Name);

    /// <summary>Reads all sequences.</summary>
    public static Task<List<SequenceRow>> ReadAsync(PgCatalog catalog, CancellationToken token) =>
        catalog.OnceAsync(() => QueryAsync(catalog, token));

    private static Task<List<SequenceRow>> QueryAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        $"""
        SELECT c.oid, n.nspname, c.relname, c.relpersistence::text, format_type(s.seqtypid, NULL),
            format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s',
                s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN ' CYCLE' ELSE ' NO CYCLE' END),
            d.refobjid, d.refobjsubid, d.deptype = 'i'
        FROM pg_sequence s
        JOIN pg_class c ON c.oid = s.seqrelid AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't'
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
            AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
        ORDER BY n.nspname, c.relname
        """,
        row => new SequenceRow
        {
            Id = row.OidOrZero(0),
            Schema = row.Text(1),
            Name = row.Text(2),
            Persistence = row.Text(3),
            Type = row.Text(4),
            Options = row.Text(5),
            OwnerTable = row.OidOrZero(6),
            OwnerColumn = row.IntOrNull(7) ?? 0,
            IsIdentity = !row.IsDBNull(8) && row.Flag(8),
        },
        token);
}
