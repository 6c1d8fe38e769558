using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The contents of large objects. That they are, whose and for whom is said by the schema.</summary>
internal static class LargeObjects
{
    private const string Kind = "LARGE OBJECT";

    /// <summary>How many a schema has.</summary>
    public static async Task<long> CountAsync(NpgsqlConnection connection, SchemaDump schema, CancellationToken token) =>
        schema.Statements.Any(s => s.Kind == Kind) ? await connection.ScalarAsync<long>("SELECT count(*) FROM pg_largeobject_metadata", token).ConfigureAwait(false) : 0;
}
