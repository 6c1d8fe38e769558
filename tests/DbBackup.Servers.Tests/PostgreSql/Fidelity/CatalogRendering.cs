using System.Globalization;

namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>
/// How a system catalog becomes lines of text that are equal in two databases: names instead of oids and column numbers, definitions
/// instead of parse trees, nothing that is statistics or storage.
/// </summary>
internal static class CatalogRendering
{
    // What the server keeps for itself: files, statistics, hints, and what numbering leaves after dropped columns.
    private static readonly HashSet<string> Ignored =
    [
        "pg_class.relfilenode", "pg_class.relpages", "pg_class.reltuples", "pg_class.relallvisible", "pg_class.relallfrozen", "pg_class.relfrozenxid", "pg_class.relminmxid",
        "pg_class.relrewrite", "pg_class.relnatts", "pg_class.relhasindex", "pg_class.relhasrules", "pg_class.relhastriggers", "pg_class.relhassubclass",
        "pg_attribute.attcacheoff", "pg_attribute.atthasmissing", "pg_attribute.attmissingval", "pg_index.indcheckxmin",
        // No statement says these: the declared number of an array's dimensions, and whether a copied collation was for all encodings.
        "pg_attribute.attndims", "pg_collation.collencoding",
    ];

    // What another column or a function says better.
    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["pg_attribute.attnum"] = "CASE WHEN c.attnum < 0 THEN c.attnum ELSE (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.attrelid AND a.attnum BETWEEN 1 AND c.attnum AND NOT a.attisdropped) END",
        ["pg_enum.enumsortorder"] = "(SELECT count(*) FROM pg_enum e WHERE e.enumtypid = c.enumtypid AND e.enumsortorder <= c.enumsortorder)",
        ["pg_class.reltoastrelid"] = "coalesce((SELECT t.reloptions::text FROM pg_class t WHERE t.oid = c.reltoastrelid), '')",
        ["pg_class.relpartbound"] = "pg_get_expr(c.relpartbound, c.oid)",
        ["pg_trigger.tgname"] = "CASE WHEN c.tgisinternal THEN '' ELSE c.tgname END",
        ["pg_trigger.tgqual"] = "CASE WHEN c.tgisinternal THEN '' ELSE pg_get_triggerdef(c.oid) END",
        ["pg_attrdef.adbin"] = "pg_get_expr(c.adbin, c.adrelid)",
        ["pg_constraint.conbin"] = "pg_get_constraintdef(c.oid)",
        // Of keys it says only whether the index was made with its parent's or attached to it later.
        ["pg_constraint.connoinherit"] = "CASE WHEN c.contype IN ('c', 'n') THEN c.connoinherit::text ELSE '' END",
        ["pg_index.indexprs"] = "pg_get_expr(c.indexprs, c.indrelid)",
        ["pg_index.indpred"] = "pg_get_expr(c.indpred, c.indrelid)",
        ["pg_partitioned_table.partexprs"] = "pg_get_partkeydef(c.partrelid)",
        ["pg_policy.polqual"] = "pg_get_expr(c.polqual, c.polrelid)",
        ["pg_policy.polwithcheck"] = "pg_get_expr(c.polwithcheck, c.polrelid)",
        ["pg_proc.proargdefaults"] = "CASE WHEN c.prokind <> 'a' THEN pg_get_function_arguments(c.oid) END",
        ["pg_proc.prosqlbody"] = "pg_get_function_sqlbody(c.oid)",
        ["pg_publication_rel.prqual"] = "pg_get_expr(c.prqual, c.prrelid)",
        ["pg_publication_rel.prattrs"] = "(SELECT string_agg(pg_temp.column_of(c.prrelid, number), ', ' ORDER BY number) FROM unnest(c.prattrs) number)",
        ["pg_policy.polroles"] = "(SELECT string_agg(pg_temp.name_of('pg_authid'::regclass, role, 0), ', ' ORDER BY pg_temp.name_of('pg_authid'::regclass, role, 0)) FROM unnest(c.polroles) role)",
        ["pg_rewrite.ev_qual"] = "''",
        ["pg_rewrite.ev_action"] = "pg_get_ruledef(c.oid)",
        ["pg_statistic_ext.stxexprs"] = "pg_get_statisticsobjdef_expressions(c.oid)::text",
        // Of a domain it is the same text again, as the search path was when it was written.
        ["pg_type.typdefault"] = "CASE WHEN c.typdefaultbin IS NULL THEN c.typdefault END",
        ["pg_type.typdefaultbin"] = "pg_get_expr(c.typdefaultbin, 0)",
        ["pg_depend.objid"] = "pg_temp.name_of(c.classid, c.objid, c.objsubid)",
        ["pg_depend.refobjid"] = "pg_temp.name_of(c.refclassid, c.refobjid, c.refobjsubid)",
        ["pg_depend.objsubid"] = "''",
        ["pg_depend.refobjsubid"] = "''",
        ["pg_description.objoid"] = "pg_temp.name_of(c.classoid, c.objoid, c.objsubid)",
        ["pg_description.objsubid"] = "''",
        ["pg_seclabel.objoid"] = "pg_temp.name_of(c.classoid, c.objoid, c.objsubid)",
        ["pg_seclabel.objsubid"] = "''",
        ["pg_init_privs.objoid"] = "pg_temp.name_of(c.classoid, c.objoid, c.objsubid)",
        ["pg_init_privs.objsubid"] = "''",
    };

    // Privileges that nobody ever changed are NULL, which means the same as the built-in ones spelt out.
    private static readonly Dictionary<string, string> DefaultPrivileges = new(StringComparer.Ordinal)
    {
        ["pg_class.relacl"] = "acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", c.relowner)",
        ["pg_namespace.nspacl"] = "acldefault('n', c.nspowner)",
        ["pg_proc.proacl"] = "acldefault('f', c.proowner)",
        ["pg_type.typacl"] = "acldefault('T', c.typowner)",
        ["pg_language.lanacl"] = "acldefault('l', c.lanowner)",
        ["pg_foreign_data_wrapper.fdwacl"] = "acldefault('F', c.fdwowner)",
        ["pg_foreign_server.srvacl"] = "acldefault('S', c.srvowner)",
        ["pg_largeobject_metadata.lomacl"] = "acldefault('L', c.lomowner)",
    };

    /// <summary>A query that gives the catalog's lines: its own rows one by one, the built-in ones as one hash.</summary>
    public static string Query(string catalog, IReadOnlyList<CatalogColumn> columns)
    {
        var own = columns.Any(c => c.Name == "oid") ? OwnName(catalog) : "''";
        var parts = columns.Where(c => c.Name != "oid" && !Ignored.Contains($"{catalog}.{c.Name}"))
            .Select(c => $"' {c.Name}=' || {Expression(catalog, c)}");
        return string.Create(CultureInfo.InvariantCulture, $"""
            WITH lines AS MATERIALIZED (SELECT ({IsOwn(columns)}) AS own, {own} || {string.Join(" || ", parts)} AS line FROM {catalog} c {Filter(catalog)})
            SELECT line FROM lines WHERE own AND line IS NOT NULL
            UNION ALL SELECT 'built in: ' || count(*) || ' ' || coalesce(md5(string_agg(line, E'\n' ORDER BY line COLLATE "C")), '') FROM lines WHERE NOT own
            """);
    }

    private static string OwnName(string catalog) => catalog switch
    {
        "pg_enum" => "''", // its rows have no name of their own
        "pg_largeobject_metadata" => "c.oid",
        _ => $"pg_temp.name_of('{catalog}'::regclass, c.oid, 0)",
    };

    private static string Filter(string catalog) => catalog == "pg_attribute" ? "WHERE NOT attisdropped" : "";

    private static string IsOwn(IReadOnlyList<CatalogColumn> columns)
    {
        var oids = columns.Any(c => c.Name == "oid") ? ["c.oid"]
            : columns.Where(c => !c.IsArray && c.Relation is null && (c.Target is not null || c.Type == "oid")).Select(c => $"c.{c.Name}::oid");
        return string.Join(" OR ", oids.Select(oid => $"{oid} >= 16384").DefaultIfEmpty("true"));
    }

    // What names an object stays NULL when the object is of the kind that is left out (TOAST), and so is the line; a value is never NULL.
    private static string Expression(string catalog, CatalogColumn column)
    {
        var key = $"{catalog}.{column.Name}";
        if (key.EndsWith(".objoid", StringComparison.Ordinal) || key is "pg_depend.objid" or "pg_depend.refobjid")
            return Special[key];
        if (Special.TryGetValue(key, out var special))
            return $"coalesce(({special})::text, '∅')";
        return column switch
        {
            { Type: "pg_node_tree" } => throw new NotSupportedException($"{key} is a parse tree that the comparison does not know."),
            { Type: "aclitem[]" } => Privileges(key, column.Name),
            { Relation: not null, IsArray: true } => Many($"c.{column.Name}::int2[]", $"pg_temp.column_of(c.{column.Relation}, o)"),
            { Relation: not null } => $"pg_temp.column_of(c.{column.Relation}, c.{column.Name})",
            { Target: not null, IsArray: true } => Many($"c.{column.Name}::oid[]", $"pg_temp.name_of('{column.Target}'::regclass, o, 0)"),
            { Target: not null } => $"pg_temp.name_of('{column.Target}'::regclass, c.{column.Name}::oid, 0)",
            { Type: "oid" or "oid[]" or "oidvector" } => throw new NotSupportedException($"{key} points to somewhere that the comparison does not know."),
            _ => $"coalesce(c.{column.Name}::text, '∅')",
        };
    }

    private static string Many(string array, string name) =>
        $"coalesce((SELECT string_agg({name}, ', ' ORDER BY n) FROM unnest({array}) WITH ORDINALITY u(o, n)), '∅')";

    private static string Privileges(string key, string column)
    {
        var privileges = DefaultPrivileges.TryGetValue(key, out var usual) ? $"coalesce(c.{column}, {usual})" : $"c.{column}";
        return $"coalesce((SELECT string_agg(item::text, ', ' ORDER BY item::text COLLATE \"C\") FROM unnest({privileges}) item), '')";
    }
}
