using System.Text;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>A subscription comes back without its secrets and without taking part in the replication.</summary>
public sealed class SubscriptionTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private const string Secret = "hunter2";

    [Fact]
    public async Task It_comes_back_without_its_password_and_not_connected()
    {
        var source = await cluster.CreateDatabaseAsync(
            $"CREATE SUBSCRIPTION \"the news\" CONNECTION 'host=far.example dbname=shop user=reader password={Secret}' PUBLICATION daily, \"Week's\" WITH (connect = false, slot_name = 'news_slot', binary = true)");
        var copy = cluster.AbsentDatabase();
        var dump = await NativeDump.OfAsync(source);
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(dump.Payload), StringComparison.Ordinal);

        await dump.RestoreAsync(copy);

        const string subscriptions =
            "SELECT subname, subpublications, subslotname, subbinary, subenabled, subowner::regrole FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())";
        Assert.Equal(await source.LinesAsync(subscriptions), await copy.LinesAsync(subscriptions));
        var connection = await copy.ScalarAsync<string>("SELECT subconninfo FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())");
        Assert.Contains("far.example", connection, StringComparison.Ordinal);
        Assert.DoesNotContain("password", connection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_read_it_is_told()
    {
        await cluster.CreateRolesAsync("reader");
        await cluster.Maintenance.ExecuteAsync("ALTER ROLE reader LOGIN");
        var source = await cluster.CreateDatabaseAsync("CREATE SUBSCRIPTION hidden CONNECTION 'host=far.example' PUBLICATION p WITH (connect = false)");
        var message = (await NativeDump.RefusalAsync(cluster.ConnectionString(source.Name, "reader"))).Message;
        Assert.Contains("subscription \"hidden\" cannot be read by this role", message, StringComparison.Ordinal);
    }
}
