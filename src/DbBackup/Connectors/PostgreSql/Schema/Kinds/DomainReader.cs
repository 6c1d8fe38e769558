namespace DbBackup.Connectors;

/// <summary>
/// Domains with their checks. The checks are statements of their own, so that one which calls a function over the domain can come after that
/// function; one that is not valid yet comes after the rows that it would have refused.
/// </summary>
internal sealed class DomainReader : SchemaReader
{
    private sealed record Constraint(uint Oid, uint Domain, string Name, string Definition, bool IsValid);

    private sealed record Domain(uint Oid, uint Array, string Schema, string Name, string Base, string? Collation, string? Default, bool NotNull);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var constraints = (await ConstraintsAsync(catalog, token).ConfigureAwait(false)).ToLookup(constraint => constraint.Domain);
        foreach (var domain in await DomainsAsync(catalog, token).ConfigureAwait(false))
            if (catalog.IsOwn(catalog.Id("pg_type", domain.Oid)))
                Add(catalog, schema, domain, [.. constraints[domain.Oid]]);
    }

    // Since version 17 NOT NULL is a constraint with a name; before, it is a property of the type.
    private static void Add(PgCatalog catalog, SchemaCollection schema, Domain domain, IReadOnlyList<Constraint> constraints)
    {
        var valid = constraints.Where(constraint => constraint.IsValid).ToList();
        var notNull = domain.NotNull && catalog.Version < 17;
        var identity = PgName.Quote(domain.Schema, domain.Name);
        var definition = $"CREATE DOMAIN {identity} AS {domain.Base}{Collate(domain)}{Default(domain)}{(notNull ? " NOT NULL" : "")}";
        var shell = new SchemaStatement
        {
            Kind = "DOMAIN", Schema = domain.Schema, Identity = identity, Sql = definition, Drop = $"DROP DOMAIN IF EXISTS {identity}",
        };
        var checks = valid.Select(constraint => shell with { Sql = Adding(identity, constraint), Drop = DropBlock.OfDomainConstraint(identity, constraint.Name) }).ToList();
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_type", domain.Oid),
            Aliases = [catalog.Id("pg_type", domain.Array), .. valid.Select(constraint => catalog.Id("pg_constraint", constraint.Oid))],
            Kind = "DOMAIN", Schema = domain.Schema, Name = domain.Name, Identity = identity,
            Forward = [shell], AfterForward = checks,
        };
        item.Statements.AddRange([shell, .. checks]);
        schema.Add(item);
        foreach (var constraint in constraints.Where(constraint => !constraint.IsValid))
            schema.Add(NotValid(catalog, domain, identity, constraint));
    }

    private static SchemaObject NotValid(PgCatalog catalog, Domain domain, string identity, Constraint constraint)
    {
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_constraint", constraint.Oid), Kind = "CONSTRAINT", Schema = domain.Schema, Name = constraint.Name,
            Identity = $"{PgName.Quote(constraint.Name)} ON DOMAIN {identity}", Phase = SchemaPhase.ForeignKey,
        };
        item.Statements.Add(item.Statement(Adding(identity, constraint), DropBlock.OfDomainConstraint(identity, constraint.Name)));
        return item;
    }

    private static string Adding(string domain, Constraint constraint) =>
        $"ALTER DOMAIN {domain} ADD CONSTRAINT {PgName.Quote(constraint.Name)} {constraint.Definition}";

    private static string Collate(Domain domain) => domain.Collation is null ? "" : $" COLLATE {domain.Collation}";

    private static string Default(Domain domain) => domain.Default is null ? "" : $" DEFAULT {domain.Default}";

    private static Task<List<Constraint>> ConstraintsAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        """
        SELECT oid, contypid, conname::text, pg_get_constraintdef(oid), convalidated FROM pg_constraint
        WHERE contypid <> 0 AND contypid >= 16384 ORDER BY conname COLLATE "C"
        """, row => new Constraint(row.Oid(0), row.Oid(1), row.Text(2), row.Text(3), row.GetBoolean(4)), token);

    private static Task<List<Domain>> DomainsAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        """
        SELECT t.oid, t.typarray, n.nspname::text, t.typname::text, format_type(t.typbasetype, t.typtypmod), cn.nspname::text, c.collname::text,
               CASE WHEN t.typdefaultbin IS NOT NULL AND NOT same.as_base THEN pg_get_expr(t.typdefaultbin, 0) END, CASE WHEN NOT same.as_base THEN t.typdefault END, t.typnotnull
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
        -- A domain over a domain has its default without saying so.
        CROSS JOIN LATERAL (SELECT b.typtype = 'd' AND t.typdefault IS NOT DISTINCT FROM b.typdefault AS as_base) same
        LEFT JOIN pg_collation c ON c.oid = t.typcollation AND t.typcollation <> b.typcollation
        LEFT JOIN pg_namespace cn ON cn.oid = c.collnamespace
        WHERE t.typtype = 'd' AND t.oid >= 16384 ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
        """,
        row => new Domain(row.Oid(0), row.Oid(1), row.Text(2), row.Text(3), row.Text(4),
            row.IsDBNull(6) ? null : PgName.Quote(row.Text(5), row.Text(6)),
            row.TextOrNull(7) ?? (row.TextOrNull(8) is { } text ? PgName.Literal(text) : null), row.GetBoolean(9)), token);
}
