namespace DbBackup.Connectors;

/// <summary>A table, partitioned table, partition or foreign table, as the catalogs have it.</summary>
internal sealed record TableRow
{
    public required uint Id { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    /// <summary><c>r</c> ordinary, <c>p</c> partitioned, <c>f</c> foreign.</summary>
    public required string Kind { get; init; }

    public required string Persistence { get; init; }

    public uint RowType { get; init; }

    public uint RowTypeArray { get; init; }

    /// <summary>The access method when it is not <c>heap</c>.</summary>
    public string? AccessMethod { get; init; }

    public string? Tablespace { get; init; }

    public string[] Options { get; init; } = [];

    public string[] ToastOptions { get; init; } = [];

    public bool HasRowSecurity { get; init; }

    public bool ForcesRowSecurity { get; init; }

    public required string ReplicaIdentity { get; init; }

    /// <summary>The partition's bounds; <see langword="null"/> for what is none.</summary>
    public string? Bound { get; init; }

    public string? PartitionKey { get; init; }

    /// <summary>The composite type of which it is, or <see langword="null"/>.</summary>
    public string? OfType { get; init; }

    public uint OfTypeId { get; init; }

    public string? Server { get; init; }

    public string[] ForeignOptions { get; init; } = [];

    /// <summary>The parents, in the order of <c>inhseqno</c>.</summary>
    public uint[] Parents { get; init; } = [];

    public bool IsBeingDetached { get; init; }

    public string Identity => PgName.Quote(Schema, Name);

    public string ObjectKind => Kind == "f" ? "FOREIGN TABLE" : "TABLE";

    /// <summary>Reads all tables, those of extensions too.</summary>
    public static Task<List<TableRow>> ReadAsync(PgCatalog catalog, CancellationToken token) =>
        catalog.OnceAsync(() => QueryAsync(catalog, token));

    private static Task<List<TableRow>> QueryAsync(PgCatalog catalog, CancellationToken token)
    {
        var detaching = catalog.Version >= 14
            ? "EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid AND i.inhdetachpending)"
            : "false";
        return catalog.QueryAsync(
            $"""
            SELECT c.oid, n.nspname, c.relname, c.relkind::text, c.relpersistence::text, c.reltype, t.typarray,
                CASE WHEN a.amname <> 'heap' THEN a.amname END, s.spcname, c.reloptions, o.reloptions, c.relrowsecurity, c.relforcerowsecurity,
                c.relreplident::text, pg_get_expr(c.relpartbound, c.oid), CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
                CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END, c.reloftype, v.srvname, f.ftoptions,
                ARRAY(SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid ORDER BY i.inhseqno), {detaching}
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_type t ON t.oid = c.reltype
            LEFT JOIN pg_am a ON a.oid = c.relam
            LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
            LEFT JOIN pg_class o ON o.oid = c.reltoastrelid
            LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
            LEFT JOIN pg_foreign_server v ON v.oid = f.ftserver
            WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't'
            ORDER BY n.nspname, c.relname
            """,
            row => new TableRow
            {
                Id = row.OidOrZero(0),
                Schema = row.Text(1),
                Name = row.Text(2),
                Kind = row.Text(3),
                Persistence = row.Text(4),
                RowType = row.OidOrZero(5),
                RowTypeArray = row.OidOrZero(6),
                AccessMethod = row.TextOrNull(7),
                Tablespace = row.TextOrNull(8),
                Options = row.TextArray(9),
                ToastOptions = row.TextArray(10),
                HasRowSecurity = row.Flag(11),
                ForcesRowSecurity = row.Flag(12),
                ReplicaIdentity = row.Text(13),
                Bound = row.TextOrNull(14),
                PartitionKey = row.TextOrNull(15),
                OfType = row.TextOrNull(16),
                OfTypeId = row.OidOrZero(17),
                Server = row.TextOrNull(18),
                ForeignOptions = row.TextArray(19),
                Parents = row.OidArray(20),
                IsBeingDetached = row.Flag(21),
            },
            token);
    }
}
