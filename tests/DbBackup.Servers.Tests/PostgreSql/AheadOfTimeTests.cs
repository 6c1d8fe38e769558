using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>One executable and nothing else: no runtime, no client programs, no PATH.</summary>
public sealed class AheadOfTimeTests(PostgresCluster cluster, PublishedTool tool) : IClassFixture<PostgresCluster>, IClassFixture<PublishedTool>
{
    [Fact]
    public async Task The_tool_alone_carries_every_kind_of_object()
    {
        var source = await Corpora.CreateKindsAsync(cluster);
        var copy = cluster.AbsentDatabase();
        using var app = new BackupApp();
        var configuration = app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString).Write();

        (await tool.RunAloneAsync(app["."], "backup", "-d", "source", "--config", configuration)).Succeeded();
        (await tool.RunAloneAsync(app["."], "restore", "-d", "copy", "--from", "source", "-y", "--config", configuration)).Succeeded();

        await FidelityComparison.AssertSameAsync(source, copy);
    }
}
