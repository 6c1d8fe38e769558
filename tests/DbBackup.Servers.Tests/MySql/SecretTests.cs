namespace DbBackup.Servers.Tests.MySql;

/// <summary>Passwords and passphrases are nowhere but where they were configured.</summary>
public sealed class SecretTests(MySqlServer server, PublishedTool tool) : IClassFixture<MySqlServer>, IClassFixture<PublishedTool>, IDisposable
{
    private readonly BackupApp _app = new("MySql");

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("native")]
    [InlineData("mysqldump")]
    public async Task They_are_in_no_argument_variable_file_message_or_backup_whatever_is_run_and_whatever_fails(string connector)
    {
        await server.Maintenance.ExecuteAsync(
            $"DROP USER IF EXISTS canary@'127.0.0.1'; CREATE USER canary@'127.0.0.1' IDENTIFIED BY '{Secrecy.Password}'; GRANT ALL ON *.* TO canary@'127.0.0.1'");
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
        var copy = server.AbsentDatabase();

        await new Secrecy(tool, _app, MySqlPrograms.Folder).RunEverythingAsync(
            server.TcpConnectionString(source.Name, Secrecy.Password, "canary"),
            server.TcpConnectionString(copy.Name, "", "canary"),
            connector);

        Assert.Equal(["2"], await copy.LinesAsync("SELECT count(*) FROM t"));
    }
}
