using DbBackup.Commands;
using Microsoft.Data.Sqlite;

namespace DbBackup.Tests.Docs;

public sealed class HostApplicationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_backs_up_by_its_section_calls_its_receivers_and_gets_a_typed_result()
    {
        await using (var connection = new SqliteConnection($"Data Source={_folder["shop.db"]};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var create = new SqliteCommand("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)", connection);
            await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var (result, journal) = await HostApplication.RunAsync(
            [
                "--DbBackup:Databases:shop:Engine=Sqlite",
                $"--DbBackup:Databases:shop:ConnectionString=Data Source={_folder["shop.db"]}",
                $"--DbBackup:Storage:Path={_folder["backups"]}",
                "--DbBackup:Cleanup:Keep=1",
            ],
            TestContext.Current.CancellationToken);

        var shop = Assert.Single(result.Databases);
        Assert.Equal(("shop", RunOutcome.Succeeded, 2), (shop.Database, shop.Outcome, shop.Backup!.Tables.Sum(t => t.Rows)));
        Assert.Equal([$"shop is in {shop.Filename}"], journal.Lines);
        Assert.True(File.Exists(Path.Combine(_folder["backups"], shop.Filename!)));
        Assert.Empty(result.Cleanup!.Deleted);
    }
}
