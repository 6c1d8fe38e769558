using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>What makes the planner's statistics again: large tables each by itself, small ones many at a time.</summary>
internal static class AnalyzeStatements
{
    private const long SmallBytes = 1 << 20;
    private const int AtOnce = 50;

    // The rows of a foreign table are on another server, which ANALYZE would ask when it comes to a table above it.
    private const string AboveForeignTables =
        "WITH RECURSIVE above AS (SELECT i.inhparent AS oid FROM pg_inherits i JOIN pg_class f ON f.oid = i.inhrelid WHERE f.relkind = 'f' " +
        "UNION SELECT i.inhparent FROM pg_inherits i JOIN above ON i.inhrelid = above.oid) ";

    /// <summary>The statements for a new database, or for the tables that were restored into one.</summary>
    public static async Task<List<SchemaStatement>> OfAsync(RestoreTarget target, IReadOnlyList<NativeStream> streams, CancellationToken token)
    {
        // A partition comes with its partitioned table.
        var tables = await target.Main.QueryAsync(
            AboveForeignTables +
            "SELECT n.nspname::text, c.relname::text, CASE WHEN c.relkind = 'p' THEN 1 << 30 ELSE pg_relation_size(c.oid) END " +
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace " +
            $"WHERE c.relkind IN ('r', 'p', 'm') AND c.oid NOT IN (SELECT oid FROM above) " +
            "AND (NOT c.relispartition OR EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid AND i.inhparent IN (SELECT oid FROM above))) " +
            $"AND c.oid >= {PgCatalog.FirstNormalOid} AND c.relpersistence <> 't' ORDER BY 3 DESC, 1, 2",
            row => (Identity: PgName.Quote(row.GetString(0), row.GetString(1)), Bytes: row.GetInt64(2)), token).ConfigureAwait(false);
        if (target.IsInPlace)
            return [.. streams.Where(s => s.Table is not null).Select(RowLoader.KeyOf).Distinct().Intersect(tables.Select(t => t.Identity)).Chunk(AtOnce).Select(Statement)];
        return
        [
            .. tables.Where(t => t.Bytes >= SmallBytes).Select(t => Statement([t.Identity])),
            .. tables.Where(t => t.Bytes < SmallBytes).Select(t => t.Identity).Chunk(AtOnce).Select(Statement),
        ];
    }

    private static SchemaStatement Statement(string[] tables) =>
        new() { Kind = "STATISTICS OF TABLE", Identity = tables[0], Phase = SchemaPhase.Last, Sql = $"ANALYZE {string.Join(", ", tables)}" };
}
