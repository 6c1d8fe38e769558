using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Privileges, as the difference to what an object has anyway: what initdb or its extension gave it (<c>pg_init_privs</c>), else what every
/// object of its kind has. Built-in objects and members of extensions are looked at too, since theirs can be changed.
/// </summary>
internal sealed class PrivilegeReader(RoleNames roles)
{
    private sealed record Target(CatalogId Id, uint Owner, string Kind, string? Schema, string Name, string? Arguments, string? Column)
    {
        public bool IsSchema => Kind == "SCHEMA";

        public bool IsPublic => IsSchema && Name == "public";


        public string Identity => (Schema is null ? PgName.Quote(Name) : PgName.Quote(Schema, Name)) + (Arguments is null ? "" : $"({Arguments})");
    }

    private sealed record Row(Target Target, bool IsCurrent, bool IsInitial, AclItem? Item);

    /// <summary>Adds the statements to their objects.</summary>
    public async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var rows = await catalog.QueryAsync(Query, Read, token).ConfigureAwait(false);
        foreach (var target in rows.GroupBy(row => row.Target))
            Add(catalog, schema, target.Key, [.. target]);
    }

    private void Add(PgCatalog catalog, SchemaCollection schema, Target target, IReadOnlyList<Row> rows)
    {
        var isBuiltIn = target.Id.Object < PgCatalog.FirstNormalOid;
        var item = schema.Find(target.Id);
        if (item is null && !isBuiltIn)
            return;
        var changes = Changes(catalog, target, rows);
        if (item is null && changes.Count > 0)
            schema.Add(item = BuiltIn(target));
        item?.Statements.AddRange(changes.Select(change => Statement(item, target, change)));
    }

    private static List<AclChange> Changes(PgCatalog catalog, Target target, IReadOnlyList<Row> rows)
    {
        var current = rows.Where(row => row.IsCurrent).Select(row => row.Item).OfType<AclItem>().ToList();
        var initial = rows.Where(row => !row.IsCurrent).Select(row => row.Item).OfType<AclItem>().ToList();
        if (target.IsPublic && catalog.Version < 15)
            return OldPublic(target.Owner, current);
        var giver = rows.Any(row => row.IsInitial) && initial.Count > 0 ? initial[0].Grantor : target.Owner;
        return [.. AclDifference.Of(target.Owner, [.. initial.Select(item => Passed(item, giver, target.Owner))], current)];
    }

    // What initdb or an extension gave, its owner of that time gave; an object that changed hands since took that along.
    private static AclItem Passed(AclItem item, uint from, uint to) => item with
    {
        Grantor = item.Grantor == from ? to : item.Grantor, Grantee = item.Grantee == from ? to : item.Grantee,
    };

    // Before version 15 everybody could create in "public", and nothing says whether the target is older: say all of it.
    private static List<AclChange> OldPublic(uint owner, IReadOnlyList<AclItem> current)
    {
        string[] all = ["USAGE", "CREATE"];
        var bare = all.Select(word => new AclItem(owner, owner, word, false)).ToList();
        return [new AclChange(false, owner, 0, all, false), .. AclDifference.Of(owner, bare, current)];
    }

    private static SchemaObject BuiltIn(Target target) => new()
    {
        Id = target.Id, Kind = target.Kind, Schema = target.Schema, Name = target.Name, Identity = target.Identity,
        Phase = SchemaPhase.Privilege,
    };

    // The target is a part of the object where that is an extension, or a table that stands for its row type.
    private SchemaStatement Statement(SchemaObject item, Target target, AclChange change) => new()
    {
        Kind = target.Kind, Schema = target.IsSchema ? target.Name : target.Schema ?? item.Schema, Identity = target.Identity,
        Aspect = StatementAspect.Privilege, Phase = SchemaPhase.Privilege, Sql = Sql(target, change), Roles = roles.Of(change.Grantee, change.Grantor),
    };

    private string Sql(Target target, AclChange change)
    {
        var sql = change.Sql($"{target.Kind} {target.Identity}", target.Column, roles);
        return change.Grantor == target.Owner ? sql : $"DO {DollarQuote.Of(GrantorBlock.Body(roles.Quoted(change.Grantor), sql))}";
    }

    private static Row Read(NpgsqlDataReader row) => new(
        new Target(new(row.Oid(0), row.Oid(1)), row.Oid(2), row.Text(3), row.TextOrNull(4), row.Text(5), row.TextOrNull(6), row.TextOrNull(7)),
        row.GetBoolean(8), row.GetBoolean(9),
        row.IsDBNull(10) ? null : new AclItem(row.Oid(10), row.Oid(11), row.Text(12), row.GetBoolean(13)));

    private const string Query =
        """
        WITH target AS (
            SELECT n.tableoid AS class, n.oid AS object, 0 AS part, n.nspowner AS owner, n.nspacl AS acl, 'n'::"char" AS code,
                   'SCHEMA' AS kind, NULL::name AS schema, n.nspname AS name
            FROM pg_namespace n WHERE n.nspname !~ '^pg_(toast|temp|toast_temp)($|_)'
            UNION ALL
            SELECT c.tableoid, c.oid, 0, c.relowner, c.relacl, CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char",
                   CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, s.nspname, c.relname
            FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            UNION ALL
            SELECT c.tableoid, c.oid, a.attnum, c.relowner, a.attacl, 'c', 'TABLE', s.nspname, c.relname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace s ON s.oid = c.relnamespace
            WHERE NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            AND (a.attacl IS NOT NULL OR (c.oid, a.attnum) IN
                 (SELECT i.objoid, i.objsubid FROM pg_init_privs i WHERE i.classoid = 'pg_class'::regclass AND i.objsubid <> 0))
            UNION ALL
            SELECT p.tableoid, p.oid, 0, p.proowner, p.proacl, 'f', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, s.nspname, p.proname
            FROM pg_proc p JOIN pg_namespace s ON s.oid = p.pronamespace
            UNION ALL
            SELECT t.tableoid, t.oid, 0, t.typowner, t.typacl, 'T', 'TYPE', s.nspname, t.typname
            FROM pg_type t JOIN pg_namespace s ON s.oid = t.typnamespace
            UNION ALL
            SELECT tableoid, oid, 0, lanowner, lanacl, 'l', 'LANGUAGE', NULL, lanname FROM pg_language
            UNION ALL
            SELECT tableoid, oid, 0, fdwowner, fdwacl, 'F', 'FOREIGN DATA WRAPPER', NULL, fdwname FROM pg_foreign_data_wrapper
            UNION ALL
            SELECT tableoid, oid, 0, srvowner, srvacl, 'S', 'FOREIGN SERVER', NULL, srvname FROM pg_foreign_server
        ), changed AS (
            SELECT t.*, i.initprivs FROM target t
            LEFT JOIN pg_init_privs i ON i.classoid = t.class AND i.objoid = t.object AND i.objsubid = t.part
            WHERE (t.acl IS NOT NULL OR i.initprivs IS NOT NULL) AND t.acl IS DISTINCT FROM i.initprivs
            OR t.kind = 'SCHEMA' AND t.name = 'public'
        )
        SELECT t.class, t.object, t.owner, t.kind, t.schema::text, t.name::text,
               CASE WHEN t.code = 'f' THEN (SELECT CASE WHEN p.prokind = 'a'
                    THEN coalesce((SELECT string_agg(format_type(x.type, NULL), ', ' ORDER BY x.place)
                                   FROM unnest(p.proargtypes) WITH ORDINALITY AS x (type, place)), '')
                    ELSE pg_get_function_identity_arguments(p.oid) END FROM pg_proc p WHERE p.oid = t.object) END,
               (SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.object AND a.attnum = t.part AND t.part <> 0),
               side.is_current, t.initprivs IS NOT NULL, item.grantor, item.grantee, item.privilege_type, item.is_grantable
        FROM changed t
        CROSS JOIN LATERAL (VALUES (true, t.acl), (false, t.initprivs)) AS side (is_current, acl)
        LEFT JOIN LATERAL aclexplode(coalesce(side.acl, acldefault(t.code, t.owner)))
            WITH ORDINALITY AS item (grantor, grantee, privilege_type, is_grantable, place) ON true
        ORDER BY t.kind, t.schema COLLATE "C", t.name COLLATE "C", t.class, t.object, t.part, side.is_current, item.place
        """;
}
