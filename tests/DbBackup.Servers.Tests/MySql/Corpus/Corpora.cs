namespace DbBackup.Servers.Tests.MySql;

/// <summary>The hand-made databases.</summary>
internal static class Corpora
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "MySql", "Corpus");

    /// <summary>Everything that there is in both, and then in the one that is tested, a file a kind; the files build on each other.</summary>
    public static Task<MySqlDatabase> CreateKindsAsync(MySqlServer server) => CreateAsync(
        server,
        [.. Files("Common"), .. Files(MySqlServer.IsMariaDb ? "MariaDb" : "MySql")],
        MySqlServer.IsMariaDb ? "CHARACTER SET latin1 COLLATE latin1_german1_ci COMMENT 'it''s \"commented\" \\\\'" : "CHARACTER SET latin1 COLLATE latin1_german1_ci");

    /// <summary>A small music shop, as an application might have it.</summary>
    public static Task<MySqlDatabase> CreateMusicShopAsync(MySqlServer server) => CreateAsync(server, [Path.Combine(Folder, "music-shop.sql")], "CHARACTER SET utf8mb4");

    private static IEnumerable<string> Files(string kinds) => Directory.GetFiles(Path.Combine(Folder, "Kinds", kinds), "*.sql").Order(StringComparer.Ordinal);

    private static async Task<MySqlDatabase> CreateAsync(MySqlServer server, IEnumerable<string> scripts, string options)
    {
        var database = await server.CreateDatabaseAsync(options: options);
        await database.RunScriptsAsync(scripts);
        return database;
    }
}
