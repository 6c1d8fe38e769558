using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace DbBackup.Aot.Tests.Crashes;

/// <summary>A shop with two backups of its database and two of its media, both changed since. Each crash gets a copy of its own.</summary>
internal sealed class CrashScene : IDisposable
{
    /// <summary>The verbs that are killed.</summary>
    public static readonly IReadOnlyList<string> Verbs = ["backup", "restore --yes", "media-backup", "media-restore --yes --replace", "cleanup --yes"];

    private const int Rows = 60;

    private readonly TemporaryFolder _folder = new();
    private readonly Program _tool;
    private string _storedRows = "";
    private int _copies;

    private CrashScene(Program tool) => _tool = tool;

    /// <summary>Makes the shop.</summary>
    public static async Task<CrashScene> CreateAsync(Program tool)
    {
        var scene = new CrashScene(tool);
        var origin = Directory.CreateDirectory(scene._folder["origin"]).FullName;
        var database = Path.Combine(Directory.CreateDirectory(Path.Combine(origin, "data")).FullName, "shop.db");
        Directory.CreateDirectory(Path.Combine(origin, "staging"));
        Data.CreateDatabase(database, Rows);
        Data.CreateMedia(Path.Combine(origin, "media"));
        await File.WriteAllTextAsync(Path.Combine(origin, "dbbackup.json"), """
            {
              "ServerName": "web01",
              "Databases": { "shop": { "Engine": "Sqlite", "ConnectionString": "Data Source=data/shop.db" } },
              "Storage": { "Path": "backups" }, "Media": { "Path": "media" }, "StagingPath": "staging", "Cleanup": { "Keep": 1, "KeepMedia": 1 }
            }
            """);
        foreach (var name in (string[])["old", "new"])
        {
            (await tool.RunAsync(origin, $"backup -o {name}.sqlite3.zst", isAlone: true)).Succeeded();
            (await tool.RunAsync(origin, $"media-backup -o {name}.tar.zst", isAlone: true)).Succeeded();
        }
        scene._storedRows = Data.Rows(database);
        ChangeDatabase(database);
        await File.WriteAllTextAsync(Path.Combine(origin, "media", "größe", "ä.txt"), "changed");
        await File.WriteAllBytesAsync(Path.Combine(origin, "media", "later.bin"), RandomNumberGenerator.GetBytes(60_000));
        File.Delete(Path.Combine(origin, "media", "big.bin"));
        return scene;
    }

    /// <summary>A copy of it all.</summary>
    public CrashedShop Copy()
    {
        var copy = _folder[$"{++_copies}"];
        Folders.Copy(_folder["origin"], copy);
        return new(_tool, copy, _storedRows);
    }

    public void Dispose() => _folder.Dispose();

    // What an application leaves that was killed itself: commits that are in the -wal alone.
    private static void ChangeDatabase(string path)
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var change = new SqliteCommand("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; DELETE FROM items WHERE id % 3 = 0", connection);
            change.ExecuteNonQuery();
            File.Copy(path, path + ".aside");
            File.Copy(path + "-wal", path + "-wal.aside");
        }
        File.Move(path + ".aside", path, overwrite: true);
        File.Move(path + "-wal.aside", path + "-wal");
    }
}
