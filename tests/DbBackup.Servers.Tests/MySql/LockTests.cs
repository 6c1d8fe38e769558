using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>Two runs on one database that know nothing of each other's storage meet on its server.</summary>
public sealed class LockTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("native", "native")]
    [InlineData("native", "mysqldump")]
    [InlineData("mysqldump", "native")]
    public async Task A_lock_is_had_once_whatever_the_connector_and_ends_with_its_handle(string one, string other)
    {
        var (first, second) = (await server.CreateDatabaseAsync("CREATE TABLE t (a int)"), await server.CreateDatabaseAsync("CREATE TABLE t (a int)"));
        for (var round = 0; round < 2; round++)
        {
            await using var held = await Connector(first, one).TryLockAsync(Token);
            Assert.NotNull(held);
            Assert.Null(await Connector(first, other).TryLockAsync(Token));
            await using var elsewhere = await Connector(second, other).TryLockAsync(Token);
            Assert.NotNull(elsewhere);
        }
    }

    [Fact]
    public async Task A_second_run_into_another_storage_is_told()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
        using var one = new BackupApp("MySql");
        one.Configure("shop", database.ConnectionString);
        (await one.RunAsync("backup")).Succeeded();
        await using (await Connector(database, "native").TryLockAsync(Token))
        {
            foreach (var verb in (string[][])[["backup"], ["restore", "--yes"]])
            {
                var refused = await one.RunAsync(verb);
                Assert.Equal(5, refused.ExitCode);
                Assert.Contains("on its server", refused.Error, StringComparison.Ordinal);
            }
        }
        (await one.RunAsync("restore", "--yes")).Succeeded();
        (await one.RunAsync("backup")).Succeeded();
    }

    private static DatabaseConnector Connector(MySqlDatabase database, string connector)
    {
        var settings = new DatabaseSettings { Engine = "MySql", ConnectionString = database.ConnectionString };
        return connector == "native" ? new NativeMySqlConnector(settings) : new MySqlDumpConnector(settings);
    }
}
