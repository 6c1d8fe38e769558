namespace DbBackup.Aot.Tests;

/// <summary>Whatever the umask, only the owner reads what is written.</summary>
public sealed class RightsTests(PublishedPrograms published) : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("000")]
    [InlineData("277")]
    public async Task Files_are_0600_and_folders_0700(string umask)
    {
        Data.CreateDatabase(_folder["shop.db"]);
        Data.CreateMedia(_folder["media"]);
        File.WriteAllText(_folder["dbbackup.json"], """
            {
              "Databases": { "shop": { "Engine": "Sqlite", "ConnectionString": "Data Source=shop.db" }, "copy": { "Engine": "Sqlite", "ConnectionString": "Data Source=new/copies/copy.db" } },
              "Media": { "Path": "media" }, "Storage": { "Path": "new/backups" }, "StagingPath": "new/staging"
            }
            """);
        string[] runs = ["backup -d shop", "media-backup", "backup -d shop -O new/away/x.zst", "restore -d copy --from shop --yes", "verify --all", "keygen -O new/key"];
        foreach (var run in runs)
            (await new Program("/bin/sh", "-c", $"umask {umask}; exec {published.Tool.File} {run}").RunAsync(_folder.Path, "")).Succeeded();

        var made = new DirectoryInfo(_folder["new"]).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(new DirectoryInfo(_folder["new"])).ToList();
        Assert.True(made.Count > 10, $"Only {made.Count} files and folders.");
        Assert.All(made, found => Assert.Equal((found.FullName, found is FileInfo ? Owner : Owner | UnixFileMode.UserExecute), (found.FullName, found.UnixFileMode)));
    }
}
