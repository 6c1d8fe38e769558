using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// The database itself: owner, comment, labels, privileges, connection limit, settings, and the settings that roles have in it. A restore may go
/// to a database of another name, so each statement is a block that takes the name from <c>current_database()</c>. They run in
/// <see cref="SchemaPhase.Last"/>, one after the other, in a session of the database that was restored; settings act on later sessions.
/// </summary>
internal sealed class DatabaseReader : SchemaReader
{
    private sealed record Row(bool IsCurrent, AclItem Item);

    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var roles = await RoleNames.ReadAsync(catalog, token).ConfigureAwait(false);
        var found = await catalog.QueryAsync(
            """
            SELECT d.oid, d.datname::text, d.datdba, d.datconnlimit, d.datistemplate, shobj_description(d.oid, 'pg_database'),
                   (SELECT json_agg(json_build_array(l.provider, l.label) ORDER BY l.provider)::text FROM pg_shseclabel l
                    WHERE l.classoid = 'pg_database'::regclass AND l.objoid = d.oid)
            FROM pg_database d WHERE d.datname = current_database()
            """, row => Define(catalog.Id("pg_database", row.Oid(0)), row, roles), token).ConfigureAwait(false);
        var (item, owner) = found[0];
        await AddPrivilegesAsync(catalog, item, owner, roles, token).ConfigureAwait(false);
        await AddSettingsAsync(catalog, item, token).ConfigureAwait(false);
        schema.Add(item);
    }

    private static (SchemaObject Item, uint Owner) Define(CatalogId id, NpgsqlDataReader row, RoleNames roles)
    {
        var owner = row.Oid(2);
        var item = new SchemaObject
        {
            Id = id, Kind = "DATABASE", Name = row.Text(1), Identity = PgName.Quote(row.Text(1)), Phase = SchemaPhase.Last,
        };
        item.Statements.Add(Block(item, StatementAspect.Owner, "ALTER DATABASE ", $" OWNER TO {roles.Quoted(owner)}", roles.Of(owner)));
        if (row.GetInt32(3) != -1)
            item.Statements.Add(Block(item, StatementAspect.Definition, "ALTER DATABASE ",
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $" CONNECTION LIMIT {row.GetInt32(3)}")));
        if (row.GetBoolean(4))
            item.Statements.Add(Block(item, StatementAspect.Definition, "ALTER DATABASE ", " IS_TEMPLATE true"));
        if (!row.IsDBNull(5))
            item.Statements.Add(Block(item, StatementAspect.Comment, "COMMENT ON DATABASE ", $" IS {PgName.Literal(row.Text(5))}"));
        foreach (var label in row.Rows(6))
            item.Statements.Add(Block(item, StatementAspect.SecurityLabel, $"SECURITY LABEL FOR {PgName.Quote(label[0]!)} ON DATABASE ",
                $" IS {PgName.Literal(label[1]!)}"));
        return (item, owner);
    }

    private static async Task AddPrivilegesAsync(PgCatalog catalog, SchemaObject item, uint owner, RoleNames roles, CancellationToken token)
    {
        var rows = await catalog.QueryAsync(
            """
            SELECT side.is_current, item.grantor, item.grantee, item.privilege_type, item.is_grantable
            FROM pg_database d CROSS JOIN LATERAL (VALUES (true, d.datacl), (false, NULL)) AS side (is_current, acl)
            CROSS JOIN LATERAL aclexplode(coalesce(side.acl, acldefault('d', d.datdba)))
                WITH ORDINALITY AS item (grantor, grantee, privilege_type, is_grantable, place)
            WHERE d.datname = current_database() ORDER BY side.is_current, item.place
            """, row => new Row(row.GetBoolean(0), new AclItem(row.Oid(1), row.Oid(2), row.Text(3), row.GetBoolean(4))), token)
            .ConfigureAwait(false);
        var changes = AclDifference.Of(owner, [.. rows.Where(row => !row.IsCurrent).Select(row => row.Item)],
            [.. rows.Where(row => row.IsCurrent).Select(row => row.Item)]);
        foreach (var change in changes)
            item.Statements.Add(Grant(item, owner, change, roles));
    }

    private static SchemaStatement Grant(SchemaObject item, uint owner, AclChange change, RoleNames roles)
    {
        var (before, after) = change.Around(null, roles);
        var execute = Execute($"{before}DATABASE ", after);
        var body = change.Grantor == owner ? execute : GrantorBlock.Body(roles.Quoted(change.Grantor), execute);
        return item.Statement($"DO {DollarQuote.Of(change.Grantor == owner ? $"BEGIN {execute}; END" : body)}") with
        {
            Aspect = StatementAspect.Privilege, Roles = roles.Of(change.Grantor, change.Grantee),
        };
    }

    private static async Task AddSettingsAsync(PgCatalog catalog, SchemaObject item, CancellationToken token)
    {
        foreach (var (role, setting) in await catalog.QueryAsync(
            """
            SELECT r.rolname::text, setting FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
            CROSS JOIN LATERAL unnest(s.setconfig) WITH ORDINALITY AS c (setting, place)
            WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY s.setrole, place
            """, row => (row.TextOrNull(0), row.Text(1)), token).ConfigureAwait(false))
            item.Statements.Add(role is null
                ? Block(item, StatementAspect.Definition, "ALTER DATABASE ", $" {ConfigurationSetting.Clause(setting)}")
                : Block(item, StatementAspect.Definition, $"ALTER ROLE {PgName.Quote(role)} IN DATABASE ", $" {ConfigurationSetting.Clause(setting)}", [role]));
    }

    private static SchemaStatement Block(SchemaObject item, StatementAspect aspect, string before, string after, IReadOnlyList<string>? roles = null) =>
        item.Statement($"DO {DollarQuote.Of($"BEGIN {Execute(before, after)}; END")}") with { Aspect = aspect, Roles = roles ?? [] };

    private static string Execute(string before, string after) =>
        $"EXECUTE {PgName.Literal(before)} || pg_catalog.quote_ident(pg_catalog.current_database()) || {PgName.Literal(after)}";
}
