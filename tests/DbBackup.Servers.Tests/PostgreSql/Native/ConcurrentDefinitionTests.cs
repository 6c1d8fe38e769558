using DbBackup.Connectors;
using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>Somebody changes definitions while a dump runs: he waits until it has ended, or the dump fails and says what changed. Nobody waits for ever.</summary>
public sealed class ConcurrentDefinitionTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private const string Shop =
        "CREATE TABLE t AS SELECT i, i AS j FROM generate_series(1, 1000) i; CREATE TABLE u(i int); CREATE VIEW v AS SELECT 1 AS one; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE mood AS ENUM ('good')";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN k int")]
    [InlineData("ALTER TABLE t DROP COLUMN j")]
    [InlineData("ALTER TABLE t ALTER COLUMN j TYPE bigint")]
    [InlineData("ALTER TABLE t RENAME TO renamed")]
    [InlineData("ALTER TABLE t RENAME COLUMN j TO k")]
    [InlineData("DROP TABLE t")]
    [InlineData("TRUNCATE t")]
    public async Task A_change_to_what_is_locked_waits_for_the_dump_which_has_all_rows(string change)
    {
        var database = await cluster.CreateDatabaseAsync(Shop);
        await using var other = await database.OpenAsync();
        Task<int>? waiting = null;
        var destination = new CallbackStream(_ =>
        {
            if (waiting is not null)
                return;
            waiting = new NpgsqlCommand(change, other).ExecuteNonQueryAsync(Token);
            Thread.Sleep(300);
            Assert.False(waiting.IsCompleted);
        });
        var dumped = await NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token).WaitAsync(Patience, Token);
        Assert.Equal(["public.t 1000", "public.u 0"], dumped.Tables.Select(t => $"{t.Name} {t.Rows}"));
        await waiting!.WaitAsync(Patience, Token);
    }

    [Theory]
    [InlineData("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'", "function public.f()")]
    [InlineData("ALTER FUNCTION f() RENAME TO g", "function public.")]
    [InlineData("DROP FUNCTION f()", "in pg_proc")]
    [InlineData("CREATE TABLE later(i int)", "later")]
    [InlineData("CREATE INDEX t_j ON t(j)", "t_j")]
    [InlineData("ALTER TYPE mood ADD VALUE 'bad'", "mood")]
    [InlineData("COMMENT ON TABLE t IS 'changed'", "t")]
    [InlineData("GRANT SELECT ON v TO PUBLIC", "v")]
    public async Task A_change_that_waits_for_nobody_fails_the_dump_and_is_named(string change, string named)
    {
        var database = await cluster.CreateDatabaseAsync(Shop);
        var isChanged = false;
        var destination = new CallbackStream(_ =>
        {
            if (!isChanged)
                database.ExecuteAsync(change).GetAwaiter().GetResult();
            isChanged = true;
        });
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(
            () => NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token).WaitAsync(Patience, Token));
        Assert.Contains("definitions changed during the backup (", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_come_and_go_all_the_time_end_in_a_whole_dump_or_in_a_refusal()
    {
        var database = await cluster.CreateDatabaseAsync(Shop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var changing = Task.Run(async () =>
        {
            await using var connection = await database.OpenAsync();
            for (var i = 0; !stop.IsCancellationRequested; i++)
                await PostgresDatabase.ExecuteAsync(connection, $"CREATE TABLE passing{i}(i int); ALTER TABLE passing{i} RENAME TO gone{i}; DROP TABLE gone{i}");
        }, Token);
        for (var run = 0; run < 8; run++)
        {
            try
            {
                var dumped = await NativeDump.Connector(database.ConnectionString).DumpAsync(new MemoryStream(), new DumpOptions(), Token).WaitAsync(Patience, Token);
                Assert.Contains(dumped.Tables, t => t is { Name: "public.t", Rows: 1000 });
            }
            catch (BackupException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        }
        await stop.CancelAsync();
        await changing;
    }

    /// <summary>A dump writes for longer than any of these allows.</summary>
    [Fact]
    public async Task Time_limits_of_the_role_do_not_end_a_slow_dump()
    {
        await cluster.CreateRolesAsync("hasty");
        await cluster.Maintenance.ExecuteAsync(
            "ALTER ROLE hasty SUPERUSER LOGIN; ALTER ROLE hasty SET statement_timeout = 900; ALTER ROLE hasty SET lock_timeout = 900; ALTER ROLE hasty SET idle_in_transaction_session_timeout = 900; ALTER ROLE hasty SET default_transaction_isolation = serializable");
        if (cluster.Version >= 17)
            await cluster.Maintenance.ExecuteAsync("ALTER ROLE hasty SET transaction_timeout = 900");
        var database = await cluster.CreateDatabaseAsync(Shop);
        var isFirst = true;
        var destination = new CallbackStream(_ =>
        {
            if (isFirst)
                Thread.Sleep(1500);
            isFirst = false;
        });
        var dumped = await NativeDump.Connector(cluster.ConnectionString(database.Name, "hasty")).DumpAsync(destination, new DumpOptions(), Token);
        Assert.Contains(dumped.Tables, t => t is { Name: "public.t", Rows: 1000 });
    }
}
