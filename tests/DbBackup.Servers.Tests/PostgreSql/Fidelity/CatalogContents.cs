using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>
/// All that the catalogs say of a database, as lines. Written without the product's readers: which columns point where is asked of the
/// server itself, so that a catalog or a column that nobody thought of is compared, too.
/// </summary>
internal static class CatalogContents
{
    private const string Functions =
        """
        SET LOCAL search_path = '';
        SET LOCAL quote_all_identifiers = off;
        SET LOCAL standard_conforming_strings = on;
        CREATE FUNCTION pg_temp.name_of(class oid, object oid, sub int) RETURNS text LANGUAGE plpgsql STABLE AS $$
        DECLARE
            found text;
        BEGIN
            IF object = 0 THEN RETURN '-'; END IF;
            IF class = 'pg_catalog.pg_class'::regclass AND (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = object) = 99 THEN RETURN NULL; END IF;
            IF object < 16384 AND class <> 'pg_catalog.pg_largeobject'::regclass THEN RETURN class::regclass || ' ' || object || ' ' || sub; END IF;
            IF class = 'pg_catalog.pg_trigger'::regclass THEN
                SELECT tgrelid::regclass || ' internal ' || tgfoid::regproc || ' ' || pg_temp.name_of('pg_catalog.pg_constraint'::regclass, tgconstraint, 0)
                    INTO found FROM pg_catalog.pg_trigger WHERE oid = object AND tgisinternal;
                IF found IS NOT NULL THEN RETURN found; END IF;
            END IF;
            SELECT type || ' ' || identity INTO found FROM pg_catalog.pg_identify_object(class, object, sub);
            RETURN coalesce(found, 'gone');
        END $$;
        CREATE FUNCTION pg_temp.column_of(relation oid, number int) RETURNS text LANGUAGE sql STABLE AS $$
            SELECT CASE WHEN number = 0 THEN 'expression' ELSE coalesce((SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = relation AND attnum = number), 'gone') END
        $$;
        """;

    private const string Columns =
        """
        SELECT r.relname, a.attname, format_type(a.atttypid, NULL), coalesce(one.pktable::text, ''), coalesce(two.fkcols[1], ''), coalesce(one.is_array, two.is_array, false)
        FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_get_catalog_foreign_keys() one ON one.fktable = r.oid AND one.fkcols = ARRAY[a.attname::text]
        LEFT JOIN pg_get_catalog_foreign_keys() two ON two.fktable = r.oid AND two.fkcols[2] = a.attname AND two.pktable = 'pg_attribute'::regclass
        WHERE r.relnamespace = 'pg_catalog'::regnamespace AND r.relkind = 'r' AND NOT r.relisshared
            AND r.relname NOT IN ('pg_statistic', 'pg_statistic_ext_data', 'pg_largeobject', 'pg_subscription_rel')
        ORDER BY r.relname, a.attnum
        """;

    // What no ordinary catalog holds.
    private static readonly (string Name, string Query)[] More =
    [
        ("sequence states", """
            SELECT seqrelid::regclass || ' ' || query_to_xml('SELECT last_value, is_called FROM ' || seqrelid::regclass, false, true, '')::text FROM pg_catalog.pg_sequence
            """),
        ("large objects", "SELECT oid || ' ' || md5(lo_get(oid)) FROM pg_catalog.pg_largeobject_metadata"),
        ("settings", """
            SELECT coalesce(rolname, '*') || ' ' || setting FROM pg_catalog.pg_db_role_setting LEFT JOIN pg_catalog.pg_roles ON pg_roles.oid = setrole, unnest(setconfig) setting
            WHERE setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            """),
        ("shared dependencies", """
            SELECT DISTINCT pg_temp.name_of(classid, objid, objsubid) || ' ' || deptype::text || ' ' || pg_temp.name_of(refclassid, refobjid, 0) FROM pg_catalog.pg_shdepend
            WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            """),
        ("locale", "SELECT pg_encoding_to_char(encoding) || ' ' || datlocprovider::text || ' ' || datcollate || ' ' || datctype FROM pg_catalog.pg_database WHERE datname = current_database()"),
    ];

    /// <summary>Reads them, by catalog, inside a transaction that nobody commits: it makes functions for itself.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(NpgsqlConnection connection)
    {
        await PostgresDatabase.ExecuteAsync(connection, Functions);
        var contents = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (catalog, columns) in await CatalogsAsync(connection))
            contents.Add(catalog, await SortedAsync(connection, CatalogRendering.Query(catalog, columns)));
        foreach (var (name, query) in More)
            contents.Add(name, await SortedAsync(connection, query));
        return contents;
    }

    private static async Task<Dictionary<string, List<CatalogColumn>>> CatalogsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Columns, connection) { AllResultTypesAreUnknown = true };
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var catalogs = new Dictionary<string, List<CatalogColumn>>(StringComparer.Ordinal);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            var column = new CatalogColumn(rows.GetString(1), rows.GetString(2), NotEmpty(rows.GetString(3)), NotEmpty(rows.GetString(4)), rows.GetString(5) == "t");
            if (!catalogs.TryGetValue(rows.GetString(0), out var columns))
                catalogs.Add(rows.GetString(0), columns = []);
            columns.Add(column);
        }
        return catalogs;
    }

    private static string? NotEmpty(string text) => text.Length > 0 ? text : null;

    private static async Task<IReadOnlyList<string>> SortedAsync(NpgsqlConnection connection, string query) =>
        [.. (await PostgresDatabase.LinesAsync(connection, query)).Where(line => !IsTemporary(line)).Order(StringComparer.Ordinal)];

    // Its own functions are temporary objects, and the only ones. A search path may well name their schema.
    private static bool IsTemporary(string line) =>
        ((string[])["pg_temp.", "pg_temp_", "schema pg_temp", "pg_toast_temp"]).Any(name => line.Contains(name, StringComparison.Ordinal));
}
