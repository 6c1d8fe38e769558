namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>The hand-made databases.</summary>
internal static class Corpora
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "PostgreSql", "Corpus");

    /// <summary>Everything that there is in PostgreSQL, a file a kind; the files build on each other.</summary>
    public static Task<PostgresDatabase> CreateKindsAsync(PostgresCluster cluster) =>
        CreateAsync(cluster, Directory.GetFiles(Path.Combine(Folder, "Kinds"), "*.sql").Order(StringComparer.Ordinal));

    /// <summary>A small music shop, as an application might have it.</summary>
    public static Task<PostgresDatabase> CreateMusicShopAsync(PostgresCluster cluster) => CreateAsync(cluster, [Path.Combine(Folder, "music-shop.sql")]);

    private static async Task<PostgresDatabase> CreateAsync(PostgresCluster cluster, IEnumerable<string> scripts)
    {
        var database = await cluster.CreateDatabaseAsync();
        await database.RunScriptsAsync(scripts);
        return database;
    }
}
