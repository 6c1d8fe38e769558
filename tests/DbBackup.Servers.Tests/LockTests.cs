using DbBackup.Connectors;

namespace DbBackup.Servers.Tests;

/// <summary>Two runs on one database that know nothing of each other's storage meet on its server.</summary>
public abstract class LockTests<TDatabase>(string engine)
    where TDatabase : IServerDatabase
{
    /// <summary>The connector that dumps in process, and the one that has a program of the server do it.</summary>
    protected const string Native = "native", Program = "program";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<TDatabase> CreateDatabaseAsync(string script);

    protected abstract DatabaseConnector Connector(TDatabase database, string connector);

    [Theory]
    [InlineData(Native, Native)]
    [InlineData(Native, Program)]
    [InlineData(Program, Native)]
    public async Task A_lock_is_had_once_whatever_the_connector_and_ends_with_its_handle(string one, string other)
    {
        var (first, second) = (await CreateDatabaseAsync("CREATE TABLE t (a int)"), await CreateDatabaseAsync("CREATE TABLE t (a int)"));
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
        var database = await CreateDatabaseAsync("CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
        using var one = new BackupApp(engine);
        one.Configure("shop", database.ConnectionString);
        (await one.RunAsync("backup")).Succeeded();
        await using (await Connector(database, Native).TryLockAsync(Token))
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
}
