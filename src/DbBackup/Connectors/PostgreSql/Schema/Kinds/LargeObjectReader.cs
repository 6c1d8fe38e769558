using System.Globalization;

namespace DbBackup.Connectors;

/// <summary>
/// Large objects: that they are, whose, for whom, and the comments on them. Many with the same owner and privileges share one statement, so that a
/// million of them does not need a million. They are created empty (<c>lo_create</c>) before data; their contents are rows of the archive.
/// </summary>
internal sealed class LargeObjectReader : SchemaReader
{
    private const int PerStatement = 1000;

    private sealed record Batch(uint Owner, string? Acl, string Oids);

    private sealed record Privilege(string Acl, uint Owner, bool IsCurrent, AclItem? Item);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var roles = await RoleNames.ReadAsync(catalog, token).ConfigureAwait(false);
        var privileges = (await PrivilegesAsync(catalog, token).ConfigureAwait(false)).ToLookup(row => (row.Owner, row.Acl));
        foreach (var batch in await BatchesAsync(catalog, token).ConfigureAwait(false))
            schema.Add(Define(catalog, batch, [.. privileges[(batch.Owner, batch.Acl ?? "")]], roles));
        await AddRemarksAsync(catalog, schema, token).ConfigureAwait(false);
    }

    private static SchemaObject Define(PgCatalog catalog, Batch batch, IReadOnlyList<Privilege> privileges, RoleNames roles)
    {
        var oids = batch.Oids.Split(',').Select(oid => uint.Parse(oid, CultureInfo.InvariantCulture)).ToList();
        var ids = oids.Select(oid => catalog.Id("pg_largeobject", oid)).ToList();
        var item = new SchemaObject
        {
            Id = ids[0], Aliases = ids[1..], Kind = "LARGE OBJECT", Name = oids[0].ToString("D10", CultureInfo.InvariantCulture),
            Identity = string.Join(", ", oids),
        };
        item.Statements.Add(item.Statement(
            $"SELECT pg_catalog.lo_create(lo) FROM pg_catalog.unnest('{{{batch.Oids}}}'::pg_catalog.oid[]) AS lo",
            $"SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata WHERE oid = ANY ('{{{batch.Oids}}}'::pg_catalog.oid[])"));
        item.Statements.Add(Owner(item, batch, roles));
        var before = Side(privileges, isCurrent: false);
        foreach (var change in AclDifference.Of(batch.Owner, before, Side(privileges, isCurrent: true)))
            item.Statements.Add(Grant(item, batch, change, roles));
        return item;
    }

    private static SchemaStatement Owner(SchemaObject item, Batch batch, RoleNames roles)
    {
        var alter = PgName.Literal($"ALTER LARGE OBJECT %s OWNER TO {roles.Quoted(batch.Owner).Replace("%", "%%", StringComparison.Ordinal)}");
        var body = $"DECLARE lo oid; BEGIN FOREACH lo IN ARRAY '{{{batch.Oids}}}'::pg_catalog.oid[] LOOP"
            + $" EXECUTE pg_catalog.format({alter}, lo); END LOOP; END";
        return item.Statement($"DO {DollarQuote.Of(body)}") with { Aspect = StatementAspect.Owner, Roles = roles.Of(batch.Owner) };
    }

    private static SchemaStatement Grant(SchemaObject item, Batch batch, AclChange change, RoleNames roles)
    {
        var sql = change.Sql($"LARGE OBJECT {item.Identity}", null, roles);
        return item.Statement(change.Grantor == batch.Owner ? sql : $"DO {DollarQuote.Of(GrantorBlock.Body(roles.Quoted(change.Grantor), sql))}") with
        {
            Aspect = StatementAspect.Privilege, Phase = SchemaPhase.Privilege, Roles = roles.Of(change.Grantor, change.Grantee),
        };
    }

    private static List<AclItem> Side(IReadOnlyList<Privilege> rows, bool isCurrent) =>
        [.. rows.Where(row => row.IsCurrent == isCurrent).Select(row => row.Item).OfType<AclItem>()];

    private static async Task AddRemarksAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        foreach (var (oid, provider, text) in await catalog.QueryAsync(
            """
            SELECT objoid, NULL::text, description FROM pg_description WHERE classoid = 'pg_largeobject'::regclass
            UNION ALL SELECT objoid, provider, label FROM pg_seclabel WHERE classoid = 'pg_largeobject'::regclass ORDER BY 1, 2
            """, row => (row.Oid(0), row.TextOrNull(1), row.Text(2)), token).ConfigureAwait(false))
            if (schema.Find(catalog.Id("pg_largeobject", oid)) is { } item)
                item.Statements.Add(provider is null
                    ? item.Statement($"COMMENT ON LARGE OBJECT {oid} IS {PgName.Literal(text)}") with { Aspect = StatementAspect.Comment }
                    : item.Statement($"SECURITY LABEL FOR {PgName.Quote(provider)} ON LARGE OBJECT {oid} IS {PgName.Literal(text)}")
                        with { Aspect = StatementAspect.SecurityLabel });
    }

    private static Task<List<Batch>> BatchesAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        $"""
        SELECT lomowner, acl, string_agg(oid::text, ',' ORDER BY oid) FROM (
            SELECT oid, lomowner, lomacl::text AS acl, (row_number() OVER (PARTITION BY lomowner, lomacl::text ORDER BY oid) - 1) / {PerStatement} AS batch
            FROM pg_largeobject_metadata) lo
        GROUP BY lomowner, acl, batch ORDER BY min(oid)
        """, row => new Batch(row.Oid(0), row.TextOrNull(1), row.Text(2)), token);

    private static Task<List<Privilege>> PrivilegesAsync(PgCatalog catalog, CancellationToken token) => catalog.QueryAsync(
        """
        SELECT lo.acl::text, lo.owner, side.is_current, item.grantor, item.grantee, item.privilege_type, item.is_grantable
        FROM (SELECT DISTINCT ON (lomowner, lomacl::text) lomowner AS owner, lomacl AS acl FROM pg_largeobject_metadata WHERE lomacl IS NOT NULL) lo
        CROSS JOIN LATERAL (VALUES (true, lo.acl), (false, acldefault('L', lo.owner))) AS side (is_current, acl)
        LEFT JOIN LATERAL aclexplode(side.acl) WITH ORDINALITY AS item (grantor, grantee, privilege_type, is_grantable, place) ON true
        ORDER BY lo.owner, lo.acl::text, side.is_current, item.place
        """,
        row => new Privilege(row.Text(0), row.Oid(1), row.GetBoolean(2),
            row.IsDBNull(3) ? null : new AclItem(row.Oid(3), row.Oid(4), row.Text(5), row.GetBoolean(6))), token);
}
