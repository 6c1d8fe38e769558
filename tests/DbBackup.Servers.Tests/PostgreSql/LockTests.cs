using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <inheritdoc/>
public sealed class LockTests(PostgresCluster cluster) : LockTests<PostgresDatabase>("PostgreSql"), IClassFixture<PostgresCluster>
{
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

    protected override Task<PostgresDatabase> CreateDatabaseAsync(string script) => cluster.CreateDatabaseAsync(script);

    protected override DatabaseConnector Connector(PostgresDatabase database, string connector)
    {
        var settings = new DatabaseSettings { Engine = "PostgreSql", ConnectionString = database.ConnectionString };
        return connector == Native ? new NativePgConnector(settings) : new PgDumpConnector(settings);
    }
}
