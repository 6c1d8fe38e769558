using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The definitions of a database in a few numbers, to see whether they changed.</summary>
internal sealed record CatalogFingerprint(IReadOnlyDictionary<string, string> Catalogs)
{
    private static readonly string[] Definitions =
        ["pg_attribute", "pg_attrdef", "pg_constraint", "pg_proc", "pg_rewrite", "pg_trigger", "pg_type", "pg_namespace", "pg_index", "pg_policy"];

    /// <summary>Reads it as the session's snapshot sees it.</summary>
    public static async Task<CatalogFingerprint> ReadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var queries = Definitions.Select(name => $"SELECT '{name}', concat(count(*), ' ', coalesce(sum(hashtextextended(concat(ctid, ' ', xmin), 0)), 0)) FROM {name}");
        return new((await connection.QueryAsync(string.Join(" UNION ALL ", queries), row => (row.GetString(0), row.GetString(1)), token).ConfigureAwait(false))
            .ToDictionary(row => row.Item1, row => row.Item2));
    }

    /// <summary>What differs; <see langword="null"/> when nothing does.</summary>
    public string? DifferenceFrom(CatalogFingerprint other) =>
        Catalogs.FirstOrDefault(c => other.Catalogs[c.Key] != c.Value).Key is { } name ? $"in {name}" : null;
}
