namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>Passwords and passphrases are nowhere but where they were configured.</summary>
public sealed class SecretTests(PostgresCluster cluster, PublishedTool tool) : IClassFixture<PostgresCluster>, IClassFixture<PublishedTool>, IDisposable
{
    private readonly BackupApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("native")]
    [InlineData("pg_dump")]
    public async Task They_are_in_no_argument_variable_file_message_or_backup_whatever_is_run_and_whatever_fails(string connector)
    {
        await cluster.CreateRolesAsync("canary");
        await cluster.Maintenance.ExecuteAsync($"ALTER ROLE canary LOGIN SUPERUSER PASSWORD '{Secrecy.Password}'");
        var source = await cluster.CreateDatabaseAsync("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
        var copy = cluster.AbsentDatabase();

        await new Secrecy(tool, _app, PostgresPrograms.Folder).RunEverythingAsync(
            cluster.TcpConnectionString(source.Name, Secrecy.Password, "canary"),
            cluster.TcpConnectionString(copy.Name, "", "canary"),
            connector);

        Assert.Equal(["2"], await copy.LinesAsync("SELECT count(*) FROM t"));
    }
}
