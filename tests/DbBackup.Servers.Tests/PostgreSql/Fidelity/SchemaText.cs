namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>The schema as this version's <c>pg_dump</c> spells it.</summary>
internal static class SchemaText
{
    public static async Task<IReadOnlyList<string>> ReadAsync(PostgresDatabase database)
    {
        var cluster = database.Cluster;
        // Newer ones guard the script with a random word unless they are given one.
        var help = (await cluster.RunAsync("pg_dump", "--help")).Succeeded();
        string[] key = help.Contains("--restrict-key", StringComparison.Ordinal) ? ["--restrict-key=fidelity"] : [];
        return (await cluster.RunAsync("pg_dump", ["--schema-only", .. key, "--dbname", database.ConnectionArgument])).Succeeded().Split('\n');
    }
}
