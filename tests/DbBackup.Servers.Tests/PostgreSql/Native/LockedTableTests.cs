using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>A dump does not wait for ever for a table that somebody holds. It takes the minute that it waits.</summary>
public sealed class LockedTableTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task A_table_that_another_session_holds_for_a_minute_is_named()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE free(i int); CREATE TABLE held(i int)");
        await using var other = await database.OpenAsync();
        await new NpgsqlCommand("BEGIN; LOCK TABLE held IN ACCESS EXCLUSIVE MODE", other).ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var message = (await NativeDump.RefusalAsync(database.ConnectionString)).Message;
        Assert.Contains("table \"public\".\"held\" was locked by another session for 60 seconds", message, StringComparison.Ordinal);
    }
}
