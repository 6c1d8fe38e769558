using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>Two runs on one database that know nothing of each other's storage meet on its server.</summary>
public sealed class LockTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("native", "native")]
    [InlineData("native", "pg_dump")]
    [InlineData("pg_dump", "native")]
    public async Task A_lock_is_had_once_whatever_the_connector_and_ends_with_its_handle(string one, string other)
    {
        var (first, second) = (await cluster.CreateDatabaseAsync("CREATE TABLE t(a int)"), await cluster.CreateDatabaseAsync("CREATE TABLE t(a int)"));
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
    public async Task A_second_run_into_another_storage_is_told_and_one_that_is_killed_leaves_nothing()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t(a int); INSERT INTO t VALUES (1)");
        using var one = new BackupApp();
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

    [Fact]
    public async Task A_role_that_may_not_enter_the_meeting_place_still_backs_up()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t(a int)");
        await cluster.CreateRolesAsync("shut_out");
        await cluster.Maintenance.ExecuteAsync("ALTER ROLE shut_out LOGIN; REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
        try
        {
            await database.ExecuteAsync("GRANT SELECT ON t TO shut_out");
            using var app = new BackupApp();
            app.Configure("shop", cluster.ConnectionString(database.Name, "shut_out"));
            (await app.RunAsync("backup")).Succeeded();
        }
        finally
        {
            await cluster.Maintenance.ExecuteAsync("GRANT CONNECT ON DATABASE postgres TO PUBLIC");
        }
    }

    private static DatabaseConnector Connector(PostgresDatabase database, string connector)
    {
        var settings = new DatabaseSettings { Engine = "PostgreSql", ConnectionString = database.ConnectionString };
        return connector == "native" ? new NativePgConnector(settings) : new PgDumpConnector(settings);
    }
}
