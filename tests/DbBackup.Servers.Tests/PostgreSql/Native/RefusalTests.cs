using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DbBackup.Connectors;
using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>What cannot be dumped whole fails, in words, soon, and without a secret in them.</summary>
public sealed class RefusalTests(PostgresCluster cluster, ClusterTemplate template) : IClassFixture<PostgresCluster>
{
    private const string Secret = "hunter2";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_password()
    {
        var message = (await NativeDump.RefusalAsync(cluster.TcpConnectionString("postgres", Secret))).Message;
        Assert.Contains("refused the login of postgres", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_comes_from_a_file_or_a_variable()
    {
        using var folder = new TemporaryFolder();
        var without = new NpgsqlConnectionStringBuilder(cluster.TcpConnectionString("postgres")) { Password = null }.ConnectionString;
        await File.WriteAllTextAsync(folder["password"], ClusterTemplate.Password + "\n", Token);
        Assert.NotEmpty((await NativeDump.Connector(without, s => s.PasswordFile = folder["password"]).InspectAsync(Token)).EngineVersion);
        Environment.SetEnvironmentVariable("ORDERS_PASSWORD", ClusterTemplate.Password);
        Assert.NotEmpty((await NativeDump.Connector(without, s => s.PasswordVariable = "ORDERS_PASSWORD").InspectAsync(Token)).EngineVersion);
        Assert.Contains("PasswordFile", (await NativeDump.RefusalAsync(without, s => s.PasswordFile = folder["none"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_such_database() =>
        Assert.Contains("there is no database \"nowhere\"", (await NativeDump.RefusalAsync(cluster.ConnectionString("nowhere"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task No_such_host() =>
        Assert.Contains("no host", (await NativeDump.RefusalAsync($"Host=no-such-host.invalid;Database=d;Username=u;Password={Secret}")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_listens() =>
        Assert.Contains("nothing listens", (await NativeDump.RefusalAsync("Host=127.0.0.1;Port=1;Database=d;Username=u")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_network_that_swallows_everything_before_the_login()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        var since = Stopwatch.StartNew();
        var refusal = await NativeDump.RefusalAsync($"Host=127.0.0.1;Port={((IPEndPoint)hole.LocalEndpoint).Port};Database=d;Username=u;Timeout=2");
        Assert.Contains("does not answer", refusal.Message, StringComparison.Ordinal);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_network_that_begins_to_swallow_everything_in_the_middle()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t AS SELECT i, repeat(md5(i::text), 100) AS pad FROM generate_series(1, 30000) i");
        await using var proxy = new SilencedProxy(cluster.Port);
        var builder = new NpgsqlConnectionStringBuilder(cluster.TcpConnectionString(database.Name)) { Port = proxy.Port, CommandTimeout = 2, Timeout = 2 };
        var destination = new CallbackStream(bytes => { if (bytes > 4_000_000) proxy.Silence(); });
        var since = Stopwatch.StartNew();
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(builder.ConnectionString).DumpAsync(destination, new DumpOptions(), Token));
        Assert.Contains("does not answer", refusal.Message, StringComparison.Ordinal);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_table_that_may_not_be_read_and_one_that_hides_rows_are_named()
    {
        await cluster.CreateRolesAsync("half_blind");
        await cluster.Maintenance.ExecuteAsync("ALTER ROLE half_blind LOGIN");
        var database = await cluster.CreateDatabaseAsync(
            "CREATE TABLE open(i int); CREATE TABLE closed(i int); CREATE TABLE hiding(i int); GRANT SELECT ON open, hiding TO half_blind; ALTER TABLE hiding ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON hiding USING (i < 3)");
        var message = (await NativeDump.RefusalAsync(cluster.ConnectionString(database.Name, "half_blind"))).Message;
        Assert.Contains("may not read \"public\".\"closed\".", message, StringComparison.Ordinal);
        Assert.Contains("hide rows of \"public\".\"hiding\"", message, StringComparison.Ordinal);
        var refusals = (await NativeDump.Connector(cluster.ConnectionString(database.Name, "half_blind")).InspectAsync(Token)).Refusals;
        Assert.Equal(2, refusals.Count);
    }

    [Fact]
    public async Task An_operator_that_was_never_defined_and_that_no_other_one_names_any_more()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE OPERATOR <~ (FUNCTION = int4lt, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ~>)");
        await NativeDump.OfAsync(database);
        await database.ExecuteAsync("DROP OPERATOR <~ (int, int)");
        Assert.Contains("operator \"public\".~> (integer, integer) was never defined", (await NativeDump.RefusalAsync(database.ConnectionString)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_whose_commutator_is_in_a_schema_that_is_left_out()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE SCHEMA there; CREATE OPERATOR <~ (FUNCTION = int4lt, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(there.~>))");
        Assert.Contains("OPERATOR \"public\".<~ (integer, integer) needs SCHEMA \"there\", which is left out", (await NativeDump.RefusalAsync(database.ConnectionString, s => s.Schemas = ["public"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Definitions_that_change_during_the_dump_fail_it()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t AS SELECT i FROM generate_series(1, 1000) i; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        var hasChanged = false;
        var destination = new CallbackStream(_ =>
        {
            if (!hasChanged)
                database.ExecuteAsync("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'").GetAwaiter().GetResult();
            hasChanged = true;
        });
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token));
        Assert.Contains("definitions changed during the backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_waits_to_change_a_table_neither_stops_the_dump_nor_is_stopped_for_ever()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t AS SELECT i FROM generate_series(1, 1000) i");
        Task<int>? waiting = null;
        await using var other = await database.OpenAsync();
        var destination = new CallbackStream(_ =>
        {
            if (waiting is not null)
                return;
            waiting = new NpgsqlCommand("ALTER TABLE t ADD COLUMN j int", other).ExecuteNonQueryAsync(Token);
            Thread.Sleep(500);
        });
        var dumped = await NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token);
        Assert.Equal(1000, Assert.Single(dumped.Tables).Rows);
        await waiting!;
    }

    [Fact]
    public async Task Cancelling_ends_it_within_a_moment_on_the_server_too()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t AS SELECT i, repeat(md5(i::text), 100) AS pad FROM generate_series(1, 50000) i");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var since = new Stopwatch();
        var destination = new CallbackStream(bytes =>
        {
            if (bytes < 4_000_000 || since.IsRunning)
                return;
            since.Start();
            stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), stop.Token));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(3), $"It took {since.Elapsed}.");
        await Task.Delay(500, Token);
        Assert.Equal(["0"], await cluster.Maintenance.LinesAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = {Sql.Text(database.Name)}"));
    }

    [Fact]
    public async Task A_server_that_is_stopped_in_the_middle()
    {
        await using var own = new PostgresCluster(template);
        await own.InitializeAsync();
        var database = await own.CreateDatabaseAsync("CREATE TABLE t AS SELECT i, repeat(md5(i::text), 100) AS pad FROM generate_series(1, 50000) i");
        var isKilled = false;
        var destination = new CallbackStream(bytes =>
        {
            if (bytes < 4_000_000 || isKilled)
                return;
            isKilled = true;
            own.KillAsync().GetAwaiter().GetResult();
        });
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token));
        Assert.Matches("was lost|ended the session|does not answer|nothing listens|failed", refusal.Message);
    }

    [Fact]
    public async Task All_tables_are_of_one_moment_while_others_write()
    {
        var database = await cluster.CreateDatabaseAsync(
            "CREATE TABLE a(v bigint); CREATE TABLE b(v bigint); INSERT INTO a VALUES (0); INSERT INTO b VALUES (0); CREATE TABLE big AS SELECT i, repeat(md5(i::text), 20) AS pad FROM generate_series(1, 50000) i");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writer = Task.Run(async () =>
        {
            await using var connection = await database.OpenAsync();
            for (var i = 1; !stop.IsCancellationRequested; i++)
                await PostgresDatabase.ExecuteAsync(connection, $"BEGIN; INSERT INTO a VALUES ({i}); INSERT INTO b VALUES (-{i}); COMMIT");
        }, Token);
        var dump = await NativeDump.OfAsync(database);
        await stop.CancelAsync();
        await writer;
        var copy = cluster.Database(database.Name + "_copy");
        await dump.RestoreAsync(copy);
        Assert.Equal(["0"], await copy.LinesAsync("SELECT (SELECT sum(v) FROM a) + (SELECT sum(v) FROM b)"));
        Assert.Equal(await copy.LinesAsync("SELECT count(*) FROM a"), await copy.LinesAsync("SELECT count(*) FROM b"));
    }

    [Fact]
    public async Task Hostile_settings_of_role_and_database_have_no_effect()
    {
        await cluster.CreateRolesAsync("hostile");
        await cluster.Maintenance.ExecuteAsync("ALTER ROLE hostile SUPERUSER LOGIN");
        var database = await cluster.CreateDatabaseAsync(
            "CREATE SCHEMA evil; CREATE FUNCTION evil.set_config(text, text, boolean) RETURNS text LANGUAGE sql AS 'SELECT ''evil''::text'; CREATE TABLE t(f float8, d date, i interval, b bytea, r regclass); INSERT INTO t VALUES (0.1 + 0.2, '2026-01-02', '1 day', '\\x01', 't')");
        var plain = await NativeDump.OfAsync(database, change: s => s.Workers = 1);
        foreach (var setting in (string[])[
            "search_path = evil, pg_catalog", "DateStyle = 'German, DMY'", "IntervalStyle = sql_standard", "extra_float_digits = -15", "bytea_output = escape", "TimeZone = 'Asia/Kathmandu'", "client_encoding = 'LATIN1'",
            "standard_conforming_strings = off", "quote_all_identifiers = on", "statement_timeout = '1min'", "lock_timeout = '1min'", "default_transaction_read_only = on", "row_security = on"])
            await cluster.Maintenance.ExecuteAsync($"ALTER ROLE hostile IN DATABASE {Sql.Name(database.Name)} SET {setting}");
        var payload = new MemoryStream();
        await NativeDump.Connector(cluster.ConnectionString(database.Name, "hostile"), s => s.Workers = 1).DumpAsync(payload, new DumpOptions(), Token);
        Assert.Equal(Data(plain.Payload), Data(payload.ToArray()));
    }

    /// <summary>The data of a dump, part by part; the settings themselves are in its statements.</summary>
    private static List<string> Data(byte[] payload)
    {
        using var tar = new System.Formats.Tar.TarReader(new MemoryStream(payload));
        var parts = new List<string>();
        while (tar.GetNextEntry(copyData: true) is { } entry)
            if (entry.Name.StartsWith("data/", StringComparison.Ordinal) || entry.Name == "schema/pre-data.sql")
                parts.Add(entry.Name + Convert.ToHexString(((MemoryStream)entry.DataStream!).ToArray()));
        return parts;
    }
}
