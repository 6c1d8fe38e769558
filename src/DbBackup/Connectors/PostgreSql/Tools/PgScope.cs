using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The tables of a dump and those that it leaves out, by their own names: what a program makes of a pattern is another matter.</summary>
internal sealed record PgScope(IReadOnlyList<LockableTable> Included, IReadOnlyList<LockableTable> Excluded)
{
    /// <summary>Looks them up.</summary>
    /// <exception cref="BackupException">A schema or a pattern matches nothing.</exception>
    public static async Task<PgScope> ReadTablesAsync(NpgsqlConnection connection, SchemaScope scope, string database, CancellationToken token)
    {
        var schemas = await connection.QueryAsync("SELECT nspname::text FROM pg_namespace", row => row.GetString(0), token).ConfigureAwait(false);
        var all = await LockableTable.ReadAsync(connection, new SchemaScope(scope.Schemas, []), token).ConfigureAwait(false);
        scope.RequireMatches(schemas, [.. all.Select(table => (table.Schema, table.Name))], database);
        var (included, excluded) = (new List<LockableTable>(), new List<LockableTable>());
        foreach (var table in all)
            (PgPattern.IsInScope(scope, table.Schema, table.Name) ? included : excluded).Add(table);
        return new(included, excluded);
    }
}
