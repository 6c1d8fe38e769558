using Npgsql;

namespace DbBackup.Connectors;

/// <summary>How large tables are. A partitioned one counts for a large one.</summary>
internal static class TableSizes
{
    private const string Sizes =
        """
        SELECT n.nspname::text, c.relname::text, CASE WHEN c.relkind = 'p' THEN 1 << 30 ELSE pg_catalog.pg_relation_size(c.oid) END
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't'
        """;

    /// <summary>Reads them, in bytes, by quoted names.</summary>
    public static async Task<Dictionary<string, long>> ReadAsync(NpgsqlConnection session, CancellationToken token) =>
        (await session.QueryAsync(Sizes, row => (Table: PgName.Quote(row.GetString(0), row.GetString(1)), Bytes: row.GetInt64(2)), token).ConfigureAwait(false))
        .ToDictionary(size => size.Table, size => size.Bytes, StringComparer.Ordinal);
}
