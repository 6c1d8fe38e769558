using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Databases that a restore made for itself. They carry a mark, so that one that a killed restore left behind can be told from any other.</summary>
internal static class LeftDatabases
{
    private const string Mark = "DbBackup: temporary, for the restore of ";

    /// <summary>Marks one. The mark is on the disk: after a crash of the server nothing else tells what the database is.</summary>
    public static Task MarkAsync(NpgsqlConnection server, string name, string target, CancellationToken token) =>
        server.ExecuteAsync($"BEGIN; SET LOCAL synchronous_commit = local; COMMENT ON DATABASE {PgName.Quote(name)} IS {PgName.Literal(Mark + target)}; COMMIT", token);

    /// <summary>Takes the mark away, unless the backup's own comment has taken its place already.</summary>
    public static async Task UnmarkAsync(NpgsqlConnection server, string name, string target, CancellationToken token)
    {
        var isMarked = await server.ScalarAsync<bool>(
            $"SELECT coalesce((SELECT shobj_description(oid, 'pg_database') = {PgName.Literal(Mark + target)} FROM pg_database WHERE datname = {PgName.Literal(name)}), false)", token)
            .ConfigureAwait(false);
        if (isMarked)
            await server.ExecuteAsync($"COMMENT ON DATABASE {PgName.Quote(name)} IS NULL", token).ConfigureAwait(false);
    }

    /// <summary>Drops those of earlier restores of the same database. One that is in use belongs to a restore under way.</summary>
    public static async Task DropAsync(NpgsqlConnection server, string target, CancellationToken token)
    {
        var left = await server.QueryAsync(
            $"SELECT datname::text FROM pg_database d WHERE shobj_description(d.oid, 'pg_database') = {PgName.Literal(Mark + target)} AND datname <> {PgName.Literal(target)} " +
            "AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)",
            row => row.GetString(0), token).ConfigureAwait(false);
        foreach (var name in left)
        {
            try
            {
                await server.ExecuteAsync($"DROP DATABASE IF EXISTS {PgName.Quote(name)}", token).ConfigureAwait(false);
            }
            catch (PostgresException)
            {
                // Another role's, or in use since a moment ago: it is in nobody's way.
            }
        }
    }

    /// <summary>What drops one, sessions on it or not.</summary>
    public static string DropSql(NpgsqlConnection server, string name) =>
        $"DROP DATABASE IF EXISTS {PgName.Quote(name)}{(server.PostgreSqlVersion.Major >= 13 ? " WITH (FORCE)" : "")}";
}
