using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <inheritdoc/>
public sealed class CrashTests(PostgresCluster cluster, PublishedTool tool) : CrashTests<PostgresDatabase>("PostgreSql", tool), IClassFixture<PostgresCluster>
{
    protected override string Schema => "'public'";

    protected override Task<PostgresDatabase> CreateDatabaseAsync(string script) => cluster.CreateDatabaseAsync(script);

    protected override Task AssertSameAsync(PostgresDatabase source, PostgresDatabase copy) => FidelityComparison.AssertSameAsync(source, copy);

    protected override Task<IReadOnlyList<string>> DatabasesAsync() => cluster.Maintenance.LinesAsync("SELECT datname FROM pg_database ORDER BY 1");
}
