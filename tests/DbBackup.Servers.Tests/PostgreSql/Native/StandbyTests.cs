using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>A standby that only reads can be backed up, and one that must give way to its primary fails the dump rather than mix two moments.</summary>
public sealed class StandbyTests(ClusterTemplate template)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_standby_is_dumped_like_its_primary_and_a_conflict_with_it_fails_the_dump()
    {
        await using var primary = new PostgresCluster(template);
        await primary.InitializeAsync();
        var database = await primary.CreateDatabaseAsync("CREATE TABLE t AS SELECT i, repeat(md5(i::text), 100) AS pad FROM generate_series(1, 5000) i");
        await using var standby = new PostgresCluster(template);
        await standby.FollowAsync(primary, "max_standby_streaming_delay=0", "max_standby_archive_delay=0", "hot_standby_feedback=off");
        var copy = standby.Database(database.Name);
        await UntilAsync(copy, "SELECT count(*) FROM t", "5000");

        var (ofPrimary, ofStandby) = (await NativeDump.OfAsync(database, change: s => s.Workers = 1), await NativeDump.OfAsync(copy, change: s => s.Workers = 1));
        Assert.Equal(ofPrimary.Payload, ofStandby.Payload);

        var isRemoved = false;
        var destination = new CallbackStream(_ =>
        {
            if (isRemoved)
                return;
            isRemoved = true;
            database.ExecuteAsync("DELETE FROM t").GetAwaiter().GetResult();
            database.ExecuteAsync("VACUUM t").GetAwaiter().GetResult();
            UntilAsync(copy, "SELECT count(*) FROM t", "0").GetAwaiter().GetResult();
            Thread.Sleep(500);
        });
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(copy.ConnectionString).DumpAsync(destination, new DumpOptions(), Token));
        Assert.Matches("gave up the snapshot|ended the session|was lost", refusal.Message);
    }

    private static async Task UntilAsync(PostgresDatabase database, string query, string expected)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                if ((await database.LinesAsync(query))[0] == expected)
                    return;
            }
            catch (Npgsql.NpgsqlException)
            {
                // Not there yet, or just cancelled by what it waits for.
            }
            await Task.Delay(100, Token);
        }
        Assert.Fail($"The standby does not come to {expected}.");
    }
}
