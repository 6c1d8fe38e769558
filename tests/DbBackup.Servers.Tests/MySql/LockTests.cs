using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.MySql;

/// <inheritdoc/>
public sealed class LockTests(MySqlServer server) : LockTests<MySqlDatabase>("MySql"), IClassFixture<MySqlServer>
{
    protected override Task<MySqlDatabase> CreateDatabaseAsync(string script) => server.CreateDatabaseAsync(script);

    protected override DatabaseConnector Connector(MySqlDatabase database, string connector)
    {
        var settings = new DatabaseSettings { Engine = "MySql", ConnectionString = database.ConnectionString };
        return connector == Native ? new NativeMySqlConnector(settings) : new MySqlDumpConnector(settings);
    }
}
