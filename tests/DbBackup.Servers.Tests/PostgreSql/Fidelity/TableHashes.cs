using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>Rows and a hash of every table, which the server computes. It depends on every value of every row, not on the rows' order.</summary>
internal static class TableHashes
{
    // A whole row as text tells NULL from the empty string, and every value of every type from every other.
    private const string Tables =
        """
        SELECT format('SELECT %L || '': '' || count(*) || '' rows, '' || coalesce(sum((''x'' || left(md5((t.*)::text), 16))::bit(64)::bigint::numeric), 0) FROM %s%I.%I t',
            format('%I.%I', nspname, relname), CASE relkind WHEN 'r' THEN 'ONLY ' ELSE '' END, nspname, relname)
        FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE relkind IN ('r', 'm') AND (relkind <> 'm' OR relispopulated) AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%'
        ORDER BY nspname COLLATE "C", relname COLLATE "C"
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection)
    {
        await PostgresDatabase.ExecuteAsync(connection, "SET search_path = ''; SET xmlbinary = base64; SET extra_float_digits = 1; SET bytea_output = hex; SET \"DateStyle\" = ISO; SET \"IntervalStyle\" = postgres; SET \"TimeZone\" = UTC");
        var queries = await PostgresDatabase.LinesAsync(connection, Tables);
        var hashes = new List<string>();
        foreach (var some in queries.Chunk(200))
            hashes.AddRange(await PostgresDatabase.LinesAsync(connection, string.Join("\nUNION ALL ", some)));
        return [.. hashes.Order(StringComparer.Ordinal)];
    }
}
