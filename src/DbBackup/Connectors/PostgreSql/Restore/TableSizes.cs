using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Puts statements that run side by side into an order in which no session is left alone with the longest of them.</summary>
internal static class TableSizes
{
    private const string Sizes =
        """
        SELECT n.nspname::text, c.relname::text, pg_catalog.pg_relation_size(c.oid)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND c.oid >= 16384 AND c.relpersistence <> 't'
        """;

    /// <summary>Those that go through the largest tables first; the others as they come.</summary>
    public static async Task<IReadOnlyList<SchemaStatement>> LargestFirstAsync(NpgsqlConnection session, IReadOnlyList<SchemaStatement> statements, CancellationToken token)
    {
        if (statements.Count < 3)
            return statements;
        var bytes = (await session.QueryAsync(Sizes, row => (Table: PgName.Quote(row.GetString(0), row.GetString(1)), Bytes: row.GetInt64(2)), token).ConfigureAwait(false))
            .ToDictionary(size => size.Table, size => size.Bytes, StringComparer.Ordinal);
        return [.. statements.OrderByDescending(statement => statement.Table is null ? 0 : bytes.GetValueOrDefault(statement.Table))];
    }
}
