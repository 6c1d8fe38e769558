namespace DbBackup.Connectors;

/// <summary>A view or materialized view, as the catalogs have it.</summary>
internal sealed record ViewRow
{
    public required uint Id { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    public bool IsMaterialized { get; init; }

    public uint RowType { get; init; }

    public uint RowTypeArray { get; init; }

    /// <summary>Its <c>_RETURN</c> rule.</summary>
    public uint Rule { get; init; }

    /// <summary>The query, without a semicolon.</summary>
    public required string Query { get; init; }

    public string[] Options { get; init; } = [];

    public string[] ToastOptions { get; init; } = [];

    public string? AccessMethod { get; init; }

    public string? Tablespace { get; init; }

    public bool IsPopulated { get; init; }

    public string Identity => PgName.Quote(Schema, Name);

    /// <summary>Its options but for the check option, which has a clause of its own.</summary>
    public string With => RelationOptions.With([.. Options.Where(option => !IsCheckOption(option))]);

    /// <summary>The <c>WITH CHECK OPTION</c> clause, or nothing.</summary>
    public string CheckOption => Array.Find(Options, IsCheckOption) is { } option
        ? $"\nWITH {option["check_option=".Length..].ToUpperInvariant()} CHECK OPTION"
        : "";

    private static bool IsCheckOption(string option) => option.StartsWith("check_option=", StringComparison.Ordinal);

    /// <summary>Reads all views.</summary>
    public static Task<List<ViewRow>> ReadAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        $"""
        SELECT c.oid, n.nspname, c.relname, c.relkind = 'm', c.reltype, t.typarray, r.oid, pg_get_viewdef(c.oid), c.reloptions, o.reloptions,
            CASE WHEN a.amname <> 'heap' THEN a.amname END, s.spcname, c.relispopulated
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_type t ON t.oid = c.reltype
        JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
        LEFT JOIN pg_am a ON a.oid = c.relam
        LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
        LEFT JOIN pg_class o ON o.oid = c.reltoastrelid
        WHERE c.relkind IN ('v', 'm') AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't'
        ORDER BY n.nspname, c.relname
        """,
        row => new ViewRow
        {
            Id = row.OidOrZero(0),
            Schema = row.Text(1),
            Name = row.Text(2),
            IsMaterialized = row.Flag(3),
            RowType = row.OidOrZero(4),
            RowTypeArray = row.OidOrZero(5),
            Rule = row.OidOrZero(6),
            Query = row.Text(7).TrimEnd(';'),
            Options = row.TextArray(8),
            ToastOptions = row.TextArray(9),
            AccessMethod = row.TextOrNull(10),
            Tablespace = row.TextOrNull(11),
            IsPopulated = row.Flag(12),
        },
        token);
}
