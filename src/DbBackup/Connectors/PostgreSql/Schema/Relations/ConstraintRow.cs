namespace DbBackup.Connectors;

/// <summary>A constraint of a table, as the catalogs have it.</summary>
internal sealed record ConstraintRow
{
    public required uint Id { get; init; }

    public required uint Table { get; init; }

    public required string Name { get; init; }

    /// <summary><c>c</c> check, <c>f</c> foreign key, <c>p</c> primary key, <c>u</c> unique, <c>x</c> exclusion, <c>n</c> not null (18), <c>t</c> trigger.</summary>
    public required string Kind { get; init; }

    /// <summary>What <c>pg_get_constraintdef</c> says.</summary>
    public required string Definition { get; init; }

    public bool IsValid { get; init; }

    public bool IsLocal { get; init; }

    /// <summary>Whether a parent has it, too.</summary>
    public bool IsInherited { get; init; }

    /// <summary>The constraint of the partitioned table from which a partition has it, or 0.</summary>
    public uint Parent { get; init; }

    public uint Referenced { get; init; }

    /// <summary>Its first column, or 0.</summary>
    public int Column { get; init; }

    public bool IsNotInherited { get; init; }

    public bool IsEnforced { get; init; }

    /// <summary>Whether it can stand in <c>CREATE TABLE</c>: rows that it has not seen must not have to pass it.</summary>
    public bool CanBeInline => IsValid || !IsEnforced;

    public string Quoted => PgName.Quote(Name);

    /// <summary>As a part of <c>CREATE TABLE</c> or after <c>ADD</c>.</summary>
    public string Clause => $"CONSTRAINT {Quoted} {Definition}";

    /// <summary>Reads all constraints of tables.</summary>
    public static Task<List<ConstraintRow>> ReadAsync(PgCatalog catalog, CancellationToken token) =>
        catalog.OnceAsync(() => QueryAsync(catalog, token));

    private static Task<List<ConstraintRow>> QueryAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        $"""
        SELECT c.oid, c.conrelid, c.conname, c.contype::text, pg_get_constraintdef(c.oid), c.convalidated, c.conislocal,
            c.conparentid, c.confrelid, c.conkey[1]::int, c.connoinherit, {(catalog.Version >= 18 ? "c.conenforced" : "true")}, c.coninhcount > 0
        FROM pg_constraint c
        JOIN pg_class r ON r.oid = c.conrelid AND r.relpersistence <> 't'
        WHERE c.oid >= {PgCatalog.FirstNormalOid}
        ORDER BY c.conrelid, c.conname
        """,
        row => new ConstraintRow
        {
            Id = row.OidOrZero(0),
            Table = row.OidOrZero(1),
            Name = row.Text(2),
            Kind = row.Text(3),
            Definition = row.Text(4),
            IsValid = row.Flag(5),
            IsLocal = row.Flag(6),
            Parent = row.OidOrZero(7),
            Referenced = row.OidOrZero(8),
            Column = row.IntOrNull(9) ?? 0,
            IsNotInherited = row.Flag(10),
            IsEnforced = row.Flag(11),
            IsInherited = row.Flag(12),
        },
        token);
}
