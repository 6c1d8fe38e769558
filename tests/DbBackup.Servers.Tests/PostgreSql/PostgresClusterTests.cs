using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql;

public sealed class PostgresClusterTests(PostgresCluster cluster, ClusterTemplate template) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task The_server_answers_by_socket_and_by_port_and_its_programs_are_of_its_version()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t(i int); INSERT INTO t VALUES (1), (NULL)");
        Assert.Equal(["1", "∅"], await database.LinesAsync("SELECT i FROM t ORDER BY i"));

        await using var byPort = new NpgsqlConnection(cluster.TcpConnectionString(database.Name));
        await byPort.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Contains($") {cluster.Version}.", (await cluster.RunAsync("pg_dump", "--version")).Succeeded(), StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE public.t", (await cluster.RunAsync("pg_dump", database.Name)).Succeeded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var connection = new NpgsqlConnection(cluster.TcpConnectionString("postgres", "wrong"));
        await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_was_killed_can_be_started_again()
    {
        await using var own = new PostgresCluster(template);
        await own.InitializeAsync();
        var database = await own.CreateDatabaseAsync("CREATE TABLE t(i int)");
        await own.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.LinesAsync("SELECT 1"));
        await own.StartAsync();
        Assert.Empty(await database.LinesAsync("SELECT i FROM t"));
    }
}
