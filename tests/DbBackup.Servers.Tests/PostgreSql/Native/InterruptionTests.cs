using System.Diagnostics;
using DbBackup.Configuration;
using DbBackup.Connectors;
using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>A server that goes away in the middle, one of its sessions that is ended, a network that falls silent: a dump fails, and a restore leaves what was there.</summary>
public sealed class InterruptionTests(PostgresCluster cluster, ClusterTemplate template) : IClassFixture<PostgresCluster>
{
    private const string Large = "CREATE TABLE t AS SELECT i, repeat(md5(i::text), 100) AS pad FROM generate_series(1, 8000) i";
    private const long Middle = 9_000_000;

    // The restore's other session only asks whether the server answers, and is not missed at once.
    private const string IsLoading = "application_name = 'dbbackup' AND query LIKE 'COPY % FROM STDIN%' AND state = 'active'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One that reads rows is not replaced by one that sees another moment, and the second of all sessions holds the snapshot and the locks; the first only asks whether the server answers.</summary>
    [Theory]
    [InlineData("backend_xmin IS NOT NULL AND query LIKE 'COPY%'")]
    [InlineData("pid = (SELECT pid FROM pg_stat_activity WHERE application_name = 'dbbackup' ORDER BY backend_start OFFSET 1 LIMIT 1)")]
    public async Task A_session_of_the_dump_that_is_ended_fails_it(string which)
    {
        var database = await cluster.CreateDatabaseAsync(Large);
        var isEnded = false;
        var destination = new CallbackStream(bytes =>
        {
            if (bytes < Middle || isEnded)
                return;
            isEnded = true;
            EndAsync(cluster, database.Name, which).GetAwaiter().GetResult();
        });
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token));
        Assert.Matches("ended the session|the connection to .* (failed|was lost)", refusal.Message);
    }

    [Theory]
    [InlineData(RestoreMode.Swap)]
    [InlineData(RestoreMode.Transaction)]
    public async Task A_session_of_the_restore_that_is_ended_changes_nothing(RestoreMode mode)
    {
        var database = await cluster.CreateDatabaseAsync(Large);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("DELETE FROM t WHERE i > 7");
        await Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(database.ConnectionString, dump, mode, async () =>
        {
            await TakesRowsAsync();
            await EndAsync(cluster, database.Name + (mode is RestoreMode.Swap ? "_dbbackup_" : ""), IsLoading);
        }));
        Assert.Equal(["7"], await database.LinesAsync("SELECT count(*) FROM t"));
        await AssertNothingIsLeftAsync(cluster, database);
    }

    [Theory]
    [InlineData(RestoreMode.Swap)]
    [InlineData(RestoreMode.Transaction)]
    public async Task A_server_that_is_stopped_in_the_middle_of_a_restore_comes_back_with_what_was_there_and_takes_the_next(RestoreMode mode)
    {
        await using var own = new PostgresCluster(template);
        await own.InitializeAsync();
        var database = await own.CreateDatabaseAsync(Large);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("DELETE FROM t WHERE i > 7");
        await Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(database.ConnectionString, dump, mode, own.KillAsync));

        await own.StartAsync();
        Assert.Equal(["7"], await database.LinesAsync("SELECT count(*) FROM t"));
        await dump.RestoreAsync(database, change: s => s.Restore = mode);
        Assert.Equal(["8000"], await database.LinesAsync("SELECT count(*) FROM t"));
        await AssertNothingIsLeftAsync(own, database);
    }

    /// <summary>Before the server was asked to take rows, or while it takes them: then every row still goes into the silence, and the last answer never comes.</summary>
    [Theory]
    [InlineData(RestoreMode.Swap, false)]
    [InlineData(RestoreMode.Swap, true)]
    [InlineData(RestoreMode.Transaction, false)]
    [InlineData(RestoreMode.Transaction, true)]
    public async Task A_network_that_falls_silent_in_the_middle_of_a_restore_changes_nothing(RestoreMode mode, bool takesRows)
    {
        var database = await cluster.CreateDatabaseAsync(Large);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("DELETE FROM t WHERE i > 7");
        await using (var proxy = new SilencedProxy(cluster.Port))
        {
            var builder = new NpgsqlConnectionStringBuilder(cluster.TcpConnectionString(database.Name)) { Port = proxy.Port, CommandTimeout = 2, Timeout = 2 };
            var since = Stopwatch.StartNew();
            var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(builder.ConnectionString, dump, mode, async () =>
            {
                if (takesRows)
                    await TakesRowsAsync();
                proxy.Silence();
            }));
            Assert.Contains("does not answer", refusal.Message, StringComparison.Ordinal);
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), $"It took {since.Elapsed}.");
        }
        Assert.Equal(["7"], await database.LinesAsync("SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task By_the_command_line_a_failed_backup_leaves_no_file_and_no_zero_exit_code()
    {
        using var app = new BackupApp();
        foreach (var connection in (string[])[cluster.TcpConnectionString("postgres", "wrong"), cluster.ConnectionString("nowhere"), "Host=no-such-host.invalid;Database=d;Username=u", "Host=127.0.0.1;Port=1;Database=d;Username=u"])
        {
            app.Configure("shop", connection);
            Assert.Equal(1, (await app.RunAsync("backup")).ExitCode);
            Assert.Empty(app.Backups);
        }
    }

    private static async Task RestoreAsync(string connectionString, NativeDump dump, RestoreMode mode, Func<Task> interrupt)
    {
        var isInterrupted = false;
        var source = new CallbackSource(dump.Payload, async bytes =>
        {
            if (bytes < Middle || isInterrupted)
                return;
            isInterrupted = true;
            await interrupt();
        });
        await NativeDump.Connector(connectionString, s => s.Restore = mode).RestoreAsync(source, new() { ExpectedTables = dump.Result.Tables }, Token);
    }

    private async Task TakesRowsAsync()
    {
        while ((await cluster.Maintenance.LinesAsync($"SELECT 1 FROM pg_stat_activity WHERE {IsLoading}")).Count == 0)
            await Task.Delay(10, Token);
    }

    private static async Task EndAsync(PostgresCluster cluster, string database, string which) => Assert.NotEmpty(await cluster.Maintenance.LinesAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE starts_with(datname, {Sql.Text(database)}) AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND {which} LIMIT 1"));

    private static async Task AssertNothingIsLeftAsync(PostgresCluster cluster, PostgresDatabase database) =>
        Assert.Empty(await cluster.Maintenance.LinesAsync($"SELECT datname FROM pg_database WHERE starts_with(datname, {Sql.Text(database.Name + "_dbbackup_")})"));
}
