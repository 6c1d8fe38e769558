using DbBackup.Servers.Tests.MySql.Fidelity;

namespace DbBackup.Servers.Tests.MySql;

/// <inheritdoc/>
public sealed class CrashTests(MySqlServer server, PublishedTool tool) : CrashTests<MySqlDatabase>("MySql", tool), IClassFixture<MySqlServer>
{
    protected override string Schema => "database()";

    protected override Task<MySqlDatabase> CreateDatabaseAsync(string script) => server.CreateDatabaseAsync(script);

    protected override Task AssertSameAsync(MySqlDatabase source, MySqlDatabase copy) => FidelityComparison.AssertSameAsync(source, copy);

    protected override Task<IReadOnlyList<string>> DatabasesAsync() => server.Maintenance.LinesAsync("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA ORDER BY 1");
}
