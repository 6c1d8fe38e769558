using DbBackup.Servers.Tests.MySql.Fidelity;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>One executable and nothing else: no runtime, no client programs, no PATH.</summary>
public sealed class AheadOfTimeTests(MySqlServer server, PublishedTool tool) : IClassFixture<MySqlServer>, IClassFixture<PublishedTool>
{
    [Fact]
    public async Task The_tool_alone_carries_every_kind_of_object()
    {
        var source = await Corpora.CreateKindsAsync(server);
        var copy = server.AbsentDatabase();
        using var app = new BackupApp("MySql");
        var configuration = app.Configure("source", source.ConnectionString).Configure("copy", copy.ConnectionString).Write();

        (await tool.RunAloneAsync(app["."], "backup", "-d", "source", "--config", configuration)).Succeeded();
        (await tool.RunAloneAsync(app["."], "restore", "-d", "copy", "--from", "source", "-y", "--config", configuration)).Succeeded();

        await FidelityComparison.AssertSameAsync(source, copy);
    }

    [Fact]
    public async Task The_tool_alone_logs_in_over_the_network()
    {
        var source = await Corpora.CreateMusicShopAsync(server);
        var copy = server.AbsentDatabase();
        using var app = new BackupApp("MySql");
        var configuration = app.Configure("source", server.TcpConnectionString(source.Name)).Configure("copy", server.TcpConnectionString(copy.Name)).Write();

        (await tool.RunAloneAsync(app["."], "backup", "-d", "source", "--config", configuration)).Succeeded();
        (await tool.RunAloneAsync(app["."], "restore", "-d", "copy", "--from", "source", "-y", "--config", configuration)).Succeeded();

        await FidelityComparison.AssertSameAsync(source, copy);
    }
}
