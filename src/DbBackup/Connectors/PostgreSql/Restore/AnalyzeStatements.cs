using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>What makes the planner's statistics again: large tables each by itself, small ones many at a time.</summary>
internal static class AnalyzeStatements
{
    private const long SmallBytes = 1 << 20;
    private const int AtOnce = 50;

    /// <summary>
    /// The tables by schema, name and size: a partition comes with its partitioned table. One that has a foreign table below it is left out, as
    /// its statistics would need the foreign server; its own partitions are not.
    /// </summary>
    public const string Tables =
        """
        WITH RECURSIVE above(id) AS (
            SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class f ON f.oid = i.inhrelid WHERE f.relkind = 'f'
            UNION SELECT i.inhparent FROM pg_catalog.pg_inherits i JOIN above a ON i.inhrelid = a.id
        )
        SELECT n.nspname::text, c.relname::text, CASE WHEN c.relkind = 'p' THEN 1 << 30 ELSE pg_catalog.pg_relation_size(c.oid) END AS bytes, c.relkind = 'm'
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't' AND c.oid NOT IN (SELECT id FROM above)
            AND (NOT c.relispartition OR pg_catalog.pg_partition_root(c.oid) IN (SELECT id FROM above))
        """;

    /// <summary>
    /// Tables, of a new database or those that were restored into one: beside the foreign keys, when indexes and extended statistics are there,
    /// and before materialized views are filled from them.
    /// </summary>
    public static Task<List<SchemaStatement>> OfTablesAsync(RestoreTarget target, IReadOnlyList<NativeStream> streams, CancellationToken token) =>
        OfAsync(target, streams, areViews: false, SchemaPhase.ForeignKey, token);

    /// <summary>Materialized views, when they are filled.</summary>
    public static Task<List<SchemaStatement>> OfMaterializedViewsAsync(RestoreTarget target, IReadOnlyList<NativeStream> streams, CancellationToken token) =>
        OfAsync(target, streams, areViews: true, SchemaPhase.Last, token);

    private static async Task<List<SchemaStatement>> OfAsync(
        RestoreTarget target, IReadOnlyList<NativeStream> streams, bool areViews, SchemaPhase phase, CancellationToken token)
    {
        var restored = streams.Where(s => s.Table is not null).Select(RowLoader.KeyOf).ToHashSet(StringComparer.Ordinal);
        var tables = (await target.Main.QueryAsync(
            $"{Tables} ORDER BY bytes DESC, 1, 2", row => (Identity: PgName.Quote(row.GetString(0), row.GetString(1)), Bytes: row.GetInt64(2), IsView: row.GetBoolean(3)), token).ConfigureAwait(false))
            .FindAll(t => t.IsView == areViews && (!target.IsInPlace || restored.Contains(t.Identity)));
        return
        [
            .. tables.Where(t => t.Bytes >= SmallBytes).Select(t => Statement([t.Identity], phase)),
            .. tables.Where(t => t.Bytes < SmallBytes).Select(t => t.Identity).Chunk(AtOnce).Select(some => Statement(some, phase)),
        ];
    }

    private static SchemaStatement Statement(string[] tables, SchemaPhase phase) =>
        new() { Kind = "STATISTICS OF TABLE", Identity = tables[0], Phase = phase, Sql = $"ANALYZE {string.Join(", ", tables)}", Locks = tables };
}
