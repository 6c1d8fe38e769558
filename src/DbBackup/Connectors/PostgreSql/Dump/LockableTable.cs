using Npgsql;

namespace DbBackup.Connectors;

/// <summary>A table of the snapshot that must not change its definition while it is read, and whether all of it may be read.</summary>
/// <param name="Schema">Its schema, unquoted.</param>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="MayRead">Whether the role may read it.</param>
/// <param name="HidesRows">Whether row security would hide rows from the role.</param>
/// <param name="HasRows">Whether it has rows of its own to read; a partitioned table has none.</param>
internal sealed record LockableTable(string Schema, string Name, bool MayRead, bool HidesRows, bool HasRows)
{
    /// <summary>Qualified and quoted.</summary>
    public string Identity => PgName.Quote(Schema, Name);

    /// <summary>The tables of the scope, those of extensions only when they hold an application's rows.</summary>
    public static async Task<List<LockableTable>> ReadAsync(NpgsqlConnection connection, SchemaScope scope, CancellationToken token)
    {
        var tables = await connection.QueryAsync(
            $"""
            SELECT n.nspname::text, c.relname::text, has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
                c.relrowsecurity AND row_security_active(c.oid), c.relkind = 'r'
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't'
                AND (NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                    OR c.oid IN (SELECT unnest(extconfig) FROM pg_extension))
            ORDER BY n.nspname, c.relname
            """,
            row => new LockableTable(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4)), token).ConfigureAwait(false);
        return tables.FindAll(t => PgPattern.IsInScope(scope, t.Schema, t.Name));
    }

    /// <exception cref="BackupException">Some may not be read, or hide rows. All of them are named.</exception>
    public static void RequireReadable(IReadOnlyList<LockableTable> tables, PgConnectionSettings settings)
    {
        if (Refusals(tables, settings.Username) is { Count: > 0 } refusals)
            throw new BackupException($"Database {settings.Database}: {string.Join(" ", refusals)}");
    }

    /// <summary>Why tables cannot be read whole, a sentence for each reason.</summary>
    public static List<string> Refusals(IReadOnlyList<LockableTable> tables, string role)
    {
        var refusals = new List<string>();
        if (Names(tables.Where(t => !t.MayRead)) is { Length: > 0 } unreadable)
            refusals.Add($"{role} may not read {unreadable}. Grant SELECT on it and USAGE on its schema, or pg_read_all_data, or leave it out.");
        if (Names(tables.Where(t => t.HidesRows)) is { Length: > 0 } hiding)
            refusals.Add($"row security would hide rows of {hiding} from {role}. Use a role with BYPASSRLS, or leave it out.");
        return refusals;
    }

    private static string Names(IEnumerable<LockableTable> tables) => string.Join(", ", tables.Select(t => t.Identity));
}
