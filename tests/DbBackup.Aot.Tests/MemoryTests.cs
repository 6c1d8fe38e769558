namespace DbBackup.Aot.Tests;

/// <summary>What passes through is never in memory as a whole.</summary>
public sealed class MemoryTests(PublishedPrograms published) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_database_larger_than_the_memory_is_backed_up_verified_and_restored()
    {
        Data.CreateDatabase(_folder["shop.db"], rows: 120_000);
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_GCHeapHardLimit"] = "0x2000000", // 32 MiB
            ["DBBACKUP_Databases__shop__Engine"] = "Sqlite",
            ["DBBACKUP_Databases__shop__ConnectionString"] = "Data Source=shop.db",
        };
        Assert.True(new FileInfo(_folder["shop.db"]).Length > 100 << 20);

        foreach (var run in (string[])["backup", "verify", "restore --yes"])
            (await published.Tool.RunAsync(_folder.Path, run, environment)).Succeeded();

        Assert.Equal(120_000L, Data.Ask(_folder["shop.db"], "SELECT count(*) FROM items"));
    }
}
