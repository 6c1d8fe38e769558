using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Compares a hash over each catalog's rows as far as they define something, to see whether definitions changed. What comes and goes by itself is
/// left out: statistics, files, transaction ids, and the temporary tables of other sessions.
/// </summary>
internal static class CatalogFingerprint
{
    private const string TemporaryTables = "(SELECT oid FROM pg_class WHERE relpersistence = 't')";

    // Every one has the same columns.
    private const string ToastTables = "(SELECT oid FROM pg_class WHERE relkind = 't')";

    private const string TemporarySchemas = "(SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_(toast_)?temp_')";

    private const string ThisDatabase = "(SELECT oid FROM pg_database WHERE datname = current_database())";

    // Found by ANALYZE or replication, contents of large objects, or said already by other catalogs.
    private static readonly string[] NotDefinitions =
        ["pg_statistic", "pg_statistic_ext_data", "pg_largeobject", "pg_largeobject_metadata", "pg_subscription_rel", "pg_depend"];

    private static readonly string[] Volatile =
    [
        "relpages", "reltuples", "relallvisible", "relallfrozen", "relfrozenxid", "relminmxid", "relfilenode", "relrewrite", "indcheckxmin",
    ];

    private static readonly Dictionary<string, string> Conditions = new(StringComparer.Ordinal)
    {
        ["pg_class"] = "relpersistence <> 't'",
        ["pg_attribute"] = $"(attnum > 0 OR attacl IS NOT NULL) AND attrelid NOT IN {TemporaryTables} AND attrelid NOT IN {ToastTables}",
        ["pg_attrdef"] = $"adrelid NOT IN {TemporaryTables}",
        ["pg_constraint"] = $"conrelid NOT IN {TemporaryTables}",
        ["pg_index"] = $"indrelid NOT IN {TemporaryTables}",
        ["pg_rewrite"] = $"ev_class NOT IN {TemporaryTables}",
        ["pg_trigger"] = $"tgrelid NOT IN {TemporaryTables}",
        ["pg_policy"] = $"polrelid NOT IN {TemporaryTables}",
        ["pg_inherits"] = $"inhrelid NOT IN {TemporaryTables}",
        ["pg_sequence"] = $"seqrelid NOT IN {TemporaryTables}",
        ["pg_statistic_ext"] = $"stxrelid NOT IN {TemporaryTables}",
        ["pg_partitioned_table"] = $"partrelid NOT IN {TemporaryTables}",
        ["pg_type"] = $"typnamespace NOT IN {TemporarySchemas}",
        ["pg_proc"] = $"pronamespace NOT IN {TemporarySchemas}",
        ["pg_namespace"] = "nspname !~ '^pg_(toast_)?temp_'",
        ["pg_db_role_setting"] = $"setdatabase = {ThisDatabase}",
        ["pg_database"] = $"oid = {ThisDatabase}",
        ["pg_subscription"] = $"subdbid = {ThisDatabase}",
        ["pg_shdescription"] = $"classoid = 'pg_database'::regclass AND objoid = {ThisDatabase}",
        ["pg_shseclabel"] = $"classoid = 'pg_database'::regclass AND objoid = {ThisDatabase}",
    };

    // Members of extensions and owners of sequences are said nowhere else.
    private const string DependRows =
        $"""
        deptype IN ('e', 'x') OR classid = 'pg_class'::regclass AND objsubid = 0 AND refclassid = 'pg_class'::regclass AND refobjsubid > 0
            AND objid IN (SELECT oid FROM pg_class WHERE relkind = 'S' AND relpersistence <> 't')
        """;

    /// <summary>
    /// What differs between two sessions, one in the snapshot and one in a fresh transaction: <see langword="null"/>, or an object with its
    /// name (<c>function public.total(integer)</c>), or the catalog when the object cannot be named.
    /// </summary>
    public static async Task<string?> DifferenceAsync(NpgsqlConnection snapshot, NpgsqlConnection fresh, CancellationToken token)
    {
        var rows = await CatalogRowsAsync(fresh, token).ConfigureAwait(false);
        var suspects = await CatalogVersions.DifferencesAsync(snapshot, fresh, rows.Keys, token).ConfigureAwait(false);
        var sql = string.Join("\nUNION ALL ", suspects.Select(name =>
            $"SELECT '{name}', concat(count(*), ' ', coalesce(sum(hashtextextended(r::text, 0)), 0)) FROM ({rows[name]}) AS r"));
        if (sql.Length == 0)
            return null;
        var before = snapshot.PairsAsync(sql, token);
        var after = await fresh.PairsAsync(sql, token).ConfigureAwait(false);
        return after.Except(await before.ConfigureAwait(false)).Select(different => different.Name).Order(StringComparer.Ordinal).FirstOrDefault() is { } catalog
            ? await ObjectAsync(snapshot, fresh, catalog, rows[catalog], token).ConfigureAwait(false) ?? $"in {catalog}"
            : null;
    }

    private static async Task<string?> ObjectAsync(NpgsqlConnection snapshot, NpgsqlConnection fresh, string catalog, string rows, CancellationToken token)
    {
        if (Described(catalog) is not { } described)
            return null;
        var sql = $"SELECT coalesce({described}, 'in {catalog}'), r::text FROM ({rows}) AS r";
        var old = await snapshot.PairsAsync(sql, token).ConfigureAwait(false);
        var now = await fresh.PairsAsync(sql, token).ConfigureAwait(false);
        return now.Except(old).Concat(old.Except(now)).Select(pair => pair.Name).FirstOrDefault();
    }

    // Rows that have no oid are told by the table they belong to.
    private static string? Described(string name) => name switch
    {
        "pg_attribute" => "pg_describe_object('pg_class'::regclass, r.attrelid, 0)",
        "pg_index" => "pg_describe_object('pg_class'::regclass, r.indexrelid, 0)",
        "pg_inherits" => "pg_describe_object('pg_class'::regclass, r.inhrelid, 0)",
        "pg_sequence" => "pg_describe_object('pg_class'::regclass, r.seqrelid, 0)",
        "pg_aggregate" => "pg_describe_object('pg_proc'::regclass, r.aggfnoid, 0)",
        "pg_description" or "pg_seclabel" => "pg_describe_object(r.classoid, r.objoid, 0)",
        "pg_depend" => "pg_describe_object(r.classid, r.objid, 0)",
        "pg_enum" => "pg_describe_object('pg_type'::regclass, r.enumtypid, 0)",
        "pg_range" => "pg_describe_object('pg_type'::regclass, r.rngtypid, 0)",
        "pg_foreign_table" => "pg_describe_object('pg_class'::regclass, r.ftrelid, 0)",
        "pg_partitioned_table" => "pg_describe_object('pg_class'::regclass, r.partrelid, 0)",
        "pg_init_privs" or "pg_db_role_setting" or "pg_shdescription" or "pg_shseclabel" or "pg_ts_config_map" => null,
        _ => $"pg_describe_object('{name}'::regclass, r.oid, 0)",
    };

    private static async Task<Dictionary<string, string>> CatalogRowsAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var columns = await connection.PairsAsync(
            """
            SELECT c.relname::text, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attname <> ALL ($1))
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND has_column_privilege(c.oid, a.attnum, 'SELECT')
            WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND (NOT c.relisshared OR c.relname = ANY ($2)) AND c.relname <> ALL ($3)
            GROUP BY c.relname ORDER BY c.relname
            """,
            token, Volatile, Shared, NotDefinitions).ConfigureAwait(false);
        var rows = columns.ToDictionary(
            pair => pair.Name,
            pair => $"SELECT {pair.Value} FROM {pair.Name}{(Conditions.TryGetValue(pair.Name, out var condition) ? $" WHERE {condition}" : "")}");
        rows.Add("pg_depend", $"SELECT classid, objid, refclassid, refobjid, refobjsubid, deptype FROM pg_depend WHERE {DependRows}");
        // Of the database only what is not moved by vacuum: owner, rights and name.
        rows["pg_database"] = $"SELECT oid, datname, datdba, datacl::text FROM pg_database WHERE {Conditions["pg_database"]}";
        return rows;
    }

    private static readonly string[] Shared = ["pg_db_role_setting", "pg_database", "pg_shdescription", "pg_shseclabel"];
}
