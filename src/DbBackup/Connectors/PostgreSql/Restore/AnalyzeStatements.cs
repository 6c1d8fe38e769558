using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>What makes the planner's statistics again: large tables each by itself, small ones many at a time.</summary>
internal static class AnalyzeStatements
{
    private const long SmallBytes = 1 << 20;
    private const int AtOnce = 50;

    /// <summary>The statements for a new database, or for the tables that were restored into one.</summary>
    public static async Task<List<SchemaStatement>> OfAsync(RestoreTarget target, IReadOnlyList<NativeStream> streams, CancellationToken token)
    {
        if (target.IsInPlace)
            return [.. streams.Where(s => s.Table is not null).Select(RowLoader.KeyOf).Distinct().Chunk(AtOnce).Select(Statement)];
        // A partition comes with its partitioned table.
        var tables = await target.Main.QueryAsync(
            "SELECT n.nspname::text, c.relname::text, CASE WHEN c.relkind = 'p' THEN 1 << 30 ELSE pg_relation_size(c.oid) END " +
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace " +
            $"WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't' ORDER BY 3 DESC, 1, 2",
            row => (Identity: PgName.Quote(row.GetString(0), row.GetString(1)), Bytes: row.GetInt64(2)), token).ConfigureAwait(false);
        return
        [
            .. tables.Where(t => t.Bytes >= SmallBytes).Select(t => Statement([t.Identity])),
            .. tables.Where(t => t.Bytes < SmallBytes).Select(t => t.Identity).Chunk(AtOnce).Select(Statement),
        ];
    }

    private static SchemaStatement Statement(string[] tables) =>
        new() { Kind = "STATISTICS OF TABLE", Identity = tables[0], Phase = SchemaPhase.Last, Sql = $"ANALYZE {string.Join(", ", tables)}" };
}
