using Npgsql;

namespace DbBackup.Connectors;

/// <summary>How large tables are.</summary>
internal static class TableSizes
{
    private const string Sizes =
        """
        SELECT n.nspname::text, c.relname::text, pg_catalog.pg_relation_size(c.oid)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't'
        """;

    /// <summary>Reads them, in bytes, by quoted names.</summary>
    public static async Task<Dictionary<string, long>> ReadAsync(NpgsqlConnection session, CancellationToken token) =>
        (await session.QueryAsync(Sizes, row => (Table: PgName.Quote(row.GetString(0), row.GetString(1)), Bytes: row.GetInt64(2)), token).ConfigureAwait(false))
        .ToDictionary(size => size.Table, size => size.Bytes, StringComparer.Ordinal);
}
