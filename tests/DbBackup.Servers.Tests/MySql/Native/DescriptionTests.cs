using System.Text.Json.Nodes;
using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>What a backup says of itself: how its moment was held, where the binary log was then, and what is not in it.</summary>
public sealed class DescriptionTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "")]
    [InlineData("LOCK TABLES", "LOCK TABLES READ")]
    [InlineData("SELECT", "one connection")]
    public async Task How_the_moment_was_held_depends_on_the_rights(string? right, string how)
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE t (i int)");
        if (right is not null)
            await GrantAsync(database, "holder", right);
        var said = await DescribeAsync(server.ConnectionString(database.Name, right is null ? "root" : "holder"));
        Assert.Equal(right is not null ? how : MySqlServer.IsMariaDb ? "BACKUP STAGE BLOCK_COMMIT" : "FLUSH TABLES WITH READ LOCK", (string?)said["properties"]!["snapshot"]);
        Assert.Contains("grants", said["notContained"]!.AsArray().Select(kind => (string?)kind));
    }

    [Fact]
    public async Task The_place_in_the_binary_log_is_that_of_the_moment()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE t (i int); INSERT INTO t VALUES (1)");
        var properties = (await DescribeAsync(database.ConnectionString))["properties"]!;
        var status = (await database.LinesAsync(MySqlServer.IsMariaDb ? "SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS"))[0].Split(" | ");
        Assert.Equal((status[0], status[1]), ((string)properties["binaryLogFile"]!, (string)properties["binaryLogPosition"]!));
        Assert.Equal(MySqlServer.IsMariaDb ? (await database.LinesAsync("SELECT @@gtid_binlog_pos"))[0] : status[4], (string?)properties["gtid"]);
        Assert.NotEmpty((string)properties["gtid"]!);
    }

    [Fact]
    public async Task A_table_in_no_snapshot_that_cannot_be_locked_is_refused_by_name_or_said_to_be_of_another_moment()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE isam (i int) ENGINE=MyISAM; CREATE TABLE t (i int)");
        await GrantAsync(database, "who_locks_nothing", "SELECT");
        var by = server.ConnectionString(database.Name, "who_locks_nothing");
        var refusal = (await NativeDump.RefusalAsync(by)).Message;
        Assert.Contains("`isam`", refusal, StringComparison.Ordinal);
        Assert.Contains("\"NonTransactional\": \"Accept\"", refusal, StringComparison.Ordinal);
        Assert.Equal("`isam`", (string?)(await DescribeAsync(by, s => s.NonTransactional = NonTransactionalTables.Accept))["properties"]!["notInSnapshot"]);
    }

    private async Task GrantAsync(MySqlDatabase database, string user, string right)
    {
        await server.Maintenance.ExecuteAsync($"CREATE USER IF NOT EXISTS {user}@localhost; GRANT SELECT, TRIGGER, SHOW VIEW, EVENT, EXECUTE, {right} ON {database.Name}.* TO {user}@localhost");
        if (!MySqlServer.IsMariaDb)
            await server.Maintenance.ExecuteAsync($"GRANT SHOW_ROUTINE ON *.* TO {user}@localhost");
    }

    private static async Task<JsonNode> DescribeAsync(string connectionString, Action<DatabaseSettings>? change = null)
    {
        var payload = new MemoryStream();
        var result = await NativeDump.Connector(connectionString, change).DumpAsync(payload, new DumpOptions(), Token);
        return JsonNode.Parse(new NativeDump(payload.ToArray(), result).Entries.Text("backup.json"))!;
    }
}
