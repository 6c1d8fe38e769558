using System.Text;

namespace DbBackup.Connectors;

/// <summary>An index, as the catalogs have it.</summary>
internal sealed record IndexRow
{
    public required uint Id { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    public required uint Table { get; init; }

    /// <summary>Qualified and quoted.</summary>
    public required string TableIdentity { get; init; }

    public required string TableKind { get; init; }

    /// <summary>What <c>pg_get_indexdef</c> says.</summary>
    public required string Definition { get; init; }

    public string? Tablespace { get; init; }

    public string[] Options { get; init; } = [];

    public bool IsPartitioned { get; init; }

    public bool IsValid { get; init; }

    public bool IsClustered { get; init; }

    public bool IsReplicaIdentity { get; init; }

    /// <summary>The partitioned index to which it is attached, or 0.</summary>
    public uint Parent { get; init; }

    public string? ParentIdentity { get; init; }

    public string? ParentTableIdentity { get; init; }

    public uint Constraint { get; init; }

    public string? ConstraintName { get; init; }

    public string? ConstraintKind { get; init; }

    public string? ConstraintDefinition { get; init; }

    public bool IsDeferrable { get; init; }

    public bool IsDeferred { get; init; }

    public bool IsNullsNotDistinct { get; init; }

    public bool IsPeriod { get; init; }

    public string[] Keys { get; init; } = [];

    public string[] Included { get; init; } = [];

    /// <summary>Statistics targets of its columns, as <c>number=target</c>.</summary>
    public string[] Statistics { get; init; } = [];

    public string Identity => PgName.Quote(Schema, Name);

    /// <summary>What follows <c>ADD CONSTRAINT name</c>.</summary>
    public string ConstraintClause
    {
        get
        {
            if (ConstraintKind == "x")
                return ConstraintDefinition!;
            var text = new StringBuilder(ConstraintKind == "p" ? "PRIMARY KEY" : "UNIQUE");
            if (IsNullsNotDistinct)
                text.Append(" NULLS NOT DISTINCT");
            text.Append($" ({Join(Keys)}{(IsPeriod ? " WITHOUT OVERLAPS" : "")})");
            if (Included.Length > 0)
                text.Append($" INCLUDE ({Join(Included)})");
            text.Append(RelationOptions.With(Options));
            if (IsDeferrable)
                text.Append(" DEFERRABLE");
            if (IsDeferred)
                text.Append(" INITIALLY DEFERRED");
            return text.ToString();
        }
    }

    private static string Join(string[] columns) => string.Join(", ", columns.Select(PgName.Quote));

    /// <summary>Reads all indexes.</summary>
    public static Task<List<IndexRow>> ReadAsync(PgCatalog catalog, CancellationToken token) =>
        catalog.OnceAsync(() => QueryAsync(catalog, token));

    private static Task<List<IndexRow>> QueryAsync(PgCatalog catalog, CancellationToken token)
    {
        var distinct = catalog.Version >= 15 ? "x.indnullsnotdistinct" : "false";
        var period = catalog.Version >= 18 ? "coalesce(k.conperiod, false)" : "false";
        return catalog.QueryAsync(
            $"""
            SELECT c.oid, n.nspname, c.relname, x.indrelid, tn.nspname, t.relname, t.relkind::text, pg_get_indexdef(c.oid), s.spcname, c.reloptions,
                c.relkind = 'I', x.indisvalid, x.indisclustered, x.indisreplident, i.inhparent, pn.nspname, p.relname, ptn.nspname, pt.relname,
                k.oid, k.conname, k.contype::text, CASE WHEN k.contype = 'x' THEN pg_get_constraintdef(k.oid) END,
                coalesce(k.condeferrable, false), coalesce(k.condeferred, false), {distinct}, {period},
                CASE WHEN k.oid IS NOT NULL THEN ARRAY(SELECT a.attname::text FROM generate_series(0, x.indnkeyatts - 1) AS o
                    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[o] ORDER BY o) END,
                CASE WHEN k.oid IS NOT NULL THEN ARRAY(SELECT a.attname::text FROM generate_series(x.indnkeyatts, x.indnatts - 1) AS o
                    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[o] ORDER BY o) END,
                ARRAY(SELECT a.attnum || '=' || a.attstattarget FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0 ORDER BY a.attnum)
            FROM pg_index x
            JOIN pg_class c ON c.oid = x.indexrelid AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't'
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname <> 'pg_toast'
            JOIN pg_class t ON t.oid = x.indrelid
            JOIN pg_namespace tn ON tn.oid = t.relnamespace
            LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
            LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
            LEFT JOIN pg_class p ON p.oid = i.inhparent
            LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
            LEFT JOIN pg_index px ON px.indexrelid = p.oid
            LEFT JOIN pg_class pt ON pt.oid = px.indrelid
            LEFT JOIN pg_namespace ptn ON ptn.oid = pt.relnamespace
            LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
            ORDER BY n.nspname, c.relname
            """,
            row => new IndexRow
            {
                Id = row.OidOrZero(0),
                Schema = row.Text(1),
                Name = row.Text(2),
                Table = row.OidOrZero(3),
                TableIdentity = PgName.Quote(row.Text(4), row.Text(5)),
                TableKind = row.Text(6),
                Definition = row.Text(7),
                Tablespace = row.TextOrNull(8),
                Options = row.TextArray(9),
                IsPartitioned = row.Flag(10),
                IsValid = row.Flag(11),
                IsClustered = row.Flag(12),
                IsReplicaIdentity = row.Flag(13),
                Parent = row.OidOrZero(14),
                ParentIdentity = row.IsDBNull(15) ? null : PgName.Quote(row.Text(15), row.Text(16)),
                ParentTableIdentity = row.IsDBNull(17) ? null : PgName.Quote(row.Text(17), row.Text(18)),
                Constraint = row.OidOrZero(19),
                ConstraintName = row.TextOrNull(20),
                ConstraintKind = row.TextOrNull(21),
                ConstraintDefinition = row.TextOrNull(22),
                IsDeferrable = row.Flag(23),
                IsDeferred = row.Flag(24),
                IsNullsNotDistinct = row.Flag(25),
                IsPeriod = row.Flag(26),
                Keys = row.TextArray(27),
                Included = row.TextArray(28),
                Statistics = row.TextArray(29),
            },
            token);
    }
}
