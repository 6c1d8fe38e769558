using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql;

public sealed class MySqlServerTests(MySqlServer server, ServerTemplate template) : IClassFixture<MySqlServer>
{
    [Fact]
    public async Task The_server_answers_by_socket_and_by_port_and_its_programs_are_of_its_version()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE t (i int); INSERT INTO t VALUES (1), (NULL)");
        Assert.Equal(["∅", "1"], await database.LinesAsync("SELECT i FROM t ORDER BY i"));

        await using var byPort = new MySqlConnection(server.TcpConnectionString(database.Name));
        await byPort.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(MySqlServer.IsMariaDb, server.Version.Contains("MariaDB", StringComparison.Ordinal));
        Assert.Contains(server.Version.Split('-')[0], (await server.RunAsync(MySqlPrograms.Dump, "--version")).Succeeded(), StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE `t`", (await server.RunAsync(MySqlPrograms.Dump, database.Name)).Succeeded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var connection = new MySqlConnection(server.TcpConnectionString("mysql", "wrong"));
        await Assert.ThrowsAsync<MySqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_was_killed_can_be_started_again()
    {
        await using var own = new MySqlServer(template);
        await own.InitializeAsync();
        var database = await own.CreateDatabaseAsync("CREATE TABLE t (i int)");
        await own.KillAsync();
        await Assert.ThrowsAnyAsync<MySqlException>(() => database.LinesAsync("SELECT 1"));
        await own.StartAsync();
        Assert.Empty(await database.LinesAsync("SELECT i FROM t"));
    }
}
