using System.Text.Json;

namespace DbBackup.Aot.Tests;

/// <summary>The tool alone: no runtime, no PATH, not one variable.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Program _tool;

    public ToolTests(PublishedPrograms published)
    {
        _tool = published.Tool;
        Data.CreateDatabase(_folder["shop.db"]);
        Data.CreateMedia(_folder["media"]);
        File.WriteAllText(_folder["dbbackup.json"], """
            {
              "Databases": {
                "shop": { "Engine": "Sqlite", "ConnectionString": "Data Source=shop.db" },
                "script": { "Engine": "Sqlite", "ConnectionString": "Data Source=shop.db", "Connector": "sql" }
              },
              "Media": { "Path": "media" }, "Cleanup": { "Keep": 1, "KeepMedia": 1 }, "StagingPath": "."
            }
            """);
    }

    public static TheoryData<string, string> Ways => new MatrixTheoryData<string, string>(["shop", "script"], ["zstd", "gzip", "none"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_database_goes_through_backup_list_and_restore(string database, string compression)
    {
        var before = Data.Ask(_folder["shop.db"], "SELECT group_concat(name || price || hex(picture)) FROM items");

        await RunAsync($"backup -d {database} -z {compression}");
        var backup = Assert.Single(JsonDocument.Parse(await RunAsync("list --json")).RootElement.EnumerateArray());
        File.Delete(_folder["shop.db"]);
        await RunAsync($"restore -d {database} --yes");

        Assert.Equal(compression == "none" ? null : compression, backup.GetProperty("compression").GetString());
        Assert.Equal(before, Data.Ask(_folder["shop.db"], "SELECT group_concat(name || price || hex(picture)) FROM items"));
        Assert.Equal(1L, Data.Ask(_folder["shop.db"], "SELECT count(*) FROM sqlite_schema WHERE type = 'view'"));
    }

    [Fact]
    public async Task Media_go_through_backup_and_restore()
    {
        await RunAsync("media-backup");
        File.WriteAllText(_folder["media/big.bin"], "changed");
        Directory.Delete(_folder["media/größe"], recursive: true);
        await RunAsync("media-restore --yes --replace");

        Assert.Equal(300_000, new FileInfo(_folder["media/big.bin"]).Length);
        Assert.Equal("Grüße", File.ReadAllText(_folder["media/größe/ä.txt"]));
        Assert.True(Directory.Exists(_folder["media/größe/empty"]));
        Assert.Equal("big.bin", new FileInfo(_folder["media/link"]).LinkTarget);
    }

    [Fact]
    public async Task Cleanup_keeps_the_newest()
    {
        await RunAsync("backup -d shop -o old.zst");
        await RunAsync("backup -d shop -o new.zst");
        var cleanup = JsonDocument.Parse(await RunAsync("cleanup --yes --json")).RootElement;

        Assert.Equal("old.zst", Assert.Single(cleanup.GetProperty("deleted").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(["new.zst", "new.zst.manifest.json"], Directory.GetFiles(_folder["backups"], "*.zst*").Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public async Task Check_finds_nothing_wrong() => Assert.True(JsonDocument.Parse(await RunAsync("check --json")).RootElement.GetProperty("passed").GetBoolean());

    [Fact]
    public async Task There_are_no_receivers() => Assert.Equal(0, JsonDocument.Parse(await RunAsync("receivers --json")).RootElement.GetArrayLength());

    [Fact]
    public async Task The_version_is_one_line() => Assert.Matches(@"^dbbackup \d+\.\d+\.\d+\n$", await RunAsync("--version"));

    [Fact]
    public async Task An_error_is_one_line_and_a_code()
    {
        var end = await _tool.RunAsync(_folder.Path, "backup -d shpo", isAlone: true);
        Assert.Equal((2, ""), (end.ExitCode, end.Output));
        Assert.Single(end.Error.TrimEnd().Split('\n'));
    }

    private async Task<string> RunAsync(string arguments) => (await _tool.RunAsync(_folder.Path, arguments, isAlone: true)).Succeeded();
}
