using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DbBackup.Connectors;
using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>What cannot be dumped whole fails, in words, soon, and without a secret in them.</summary>
public sealed class RefusalTests(MySqlServer server, ServerTemplate template) : IClassFixture<MySqlServer>
{
    private const string Secret = "hunter2";

    private static readonly string Numbers = $"SET SESSION {(MySqlServer.IsMariaDb ? "max_recursive_iterations" : "cte_max_recursion_depth")} = 1000000;";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_password()
    {
        var message = (await NativeDump.RefusalAsync(server.TcpConnectionString("mysql", Secret))).Message;
        Assert.Contains("refused the login of root", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_comes_from_a_file_or_a_variable()
    {
        using var folder = new TemporaryFolder();
        var without = new MySqlConnectionStringBuilder(server.TcpConnectionString("mysql")) { Password = "" }.ConnectionString;
        await File.WriteAllTextAsync(folder["password"], MySqlServer.Password + "\n", Token);
        Assert.NotEmpty((await NativeDump.Connector(without, s => s.PasswordFile = folder["password"]).InspectAsync(Token)).EngineVersion);
        Environment.SetEnvironmentVariable("ORDERS_PASSWORD", MySqlServer.Password);
        Assert.NotEmpty((await NativeDump.Connector(without, s => s.PasswordVariable = "ORDERS_PASSWORD").InspectAsync(Token)).EngineVersion);
        Assert.Contains("PasswordFile", (await NativeDump.RefusalAsync(without, s => s.PasswordFile = folder["none"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_such_database() =>
        Assert.Contains("there is no database `nowhere`", (await NativeDump.RefusalAsync(server.ConnectionString("nowhere"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task No_such_host() =>
        Assert.Contains("no such host", (await NativeDump.RefusalAsync($"Server=no-such-host.invalid;Database=d;User ID=u;Password={Secret}")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_listens() =>
        Assert.Contains("nothing listens", (await NativeDump.RefusalAsync("Server=127.0.0.1;Port=1;Database=d;User ID=u")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_network_that_swallows_everything_before_the_login()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        var since = Stopwatch.StartNew();
        var refusal = await NativeDump.RefusalAsync($"Server=127.0.0.1;Port={((IPEndPoint)hole.LocalEndpoint).Port};Database=d;User ID=u;Connection Timeout=2");
        Assert.Contains("does not answer", refusal.Message, StringComparison.Ordinal);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_network_that_begins_to_swallow_everything_in_the_middle()
    {
        var database = await LargeAsync();
        await using var proxy = new SilencedProxy(server.Port);
        var builder = new MySqlConnectionStringBuilder(server.TcpConnectionString(database.Name)) { Port = (uint)proxy.Port, DefaultCommandTimeout = 2, ConnectionTimeout = 2 };
        var destination = new CallbackStream(bytes => { if (bytes > 4_000_000) proxy.Silence(); });
        var since = Stopwatch.StartNew();
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(builder.ConnectionString).DumpAsync(destination, new DumpOptions(), Token));
        Assert.Contains("does not answer", refusal.Message, StringComparison.Ordinal);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task By_the_command_line_a_failed_backup_leaves_no_file_and_no_zero_exit_code()
    {
        using var app = new BackupApp("MySql");
        foreach (var connection in (string[])[server.TcpConnectionString("mysql", "wrong"), server.ConnectionString("nowhere"), "Server=no-such-host.invalid;Database=d;User ID=u", "Server=127.0.0.1;Port=1;Database=d;User ID=u"])
        {
            app.Configure("shop", connection);
            Assert.Equal(1, (await app.RunAsync("backup")).ExitCode);
        }
        Assert.Empty(app.Backups);
    }

    /// <summary>MySQL shows a character of another character set as a question mark, and a table that was made of that would reckon with it.</summary>
    [Theory]
    [InlineData("g varchar(40) AS (CONCAT(v, 'ä')) STORED")]
    [InlineData("g varchar(40) DEFAULT (CONCAT(v, 'ä'))")]
    [InlineData("KEY g ((CONCAT(v, 'ä')))")]
    public async Task An_expression_whose_characters_the_server_does_not_show_is_refused_or_comes_back(string part)
    {
        if (MySqlServer.IsMariaDb && part.StartsWith("KEY", StringComparison.Ordinal))
            part = "KEY g (v)"; // It has no keys of expressions.
        var source = await server.CreateDatabaseAsync($"CREATE TABLE of_latin1 (v varchar(20), {part}) CHARACTER SET latin1; INSERT INTO of_latin1 (v) VALUES ('x')");
        if (!MySqlServer.IsMariaDb)
        {
            Assert.Contains("`of_latin1`: MySQL does not show", (await NativeDump.RefusalAsync(source.ConnectionString)).Message, StringComparison.Ordinal);
            return;
        }
        var copy = server.AbsentDatabase();
        await (await NativeDump.OfAsync(source)).RestoreAsync(copy);
        await copy.ExecuteAsync("DELETE FROM of_latin1; INSERT INTO of_latin1 (v) VALUES ('x')");
        Assert.Equal(await source.LinesAsync("SELECT * FROM of_latin1"), await copy.LinesAsync("SELECT * FROM of_latin1"));
    }

    [Fact]
    public async Task Rights_that_are_missing_are_named()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE open (i int); CREATE TABLE closed (i int); CREATE PROCEDURE p() SELECT 1; CREATE TRIGGER t AFTER INSERT ON open FOR EACH ROW SET @x = 1; CREATE VIEW v AS SELECT 1 AS i");
        await server.Maintenance.ExecuteAsync($"CREATE USER half_blind@localhost; GRANT SELECT ON {database.Name}.open TO half_blind@localhost");
        var by = server.ConnectionString(database.Name, "half_blind");
        var message = (await NativeDump.RefusalAsync(by)).Message;
        foreach (var right in (string[])["SELECT", "TRIGGER", "SHOW VIEW", "EVENT"])
            Assert.Contains(right, message, StringComparison.Ordinal);
        Assert.True((await NativeDump.Connector(by).InspectAsync(Token)).Refusals.Count >= 4);
    }

    /// <summary>What documentation says that an account needs is enough, without any right on the server.</summary>
    [Fact]
    public async Task An_account_with_rights_on_its_database_alone_can_dump_it()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE t (i int PRIMARY KEY); INSERT INTO t VALUES (1), (2); CREATE VIEW v AS SELECT i FROM t; CREATE PROCEDURE p() SELECT 1");
        await server.Maintenance.ExecuteAsync($"CREATE USER tenant@localhost; GRANT SELECT, TRIGGER, SHOW VIEW, EVENT, EXECUTE, LOCK TABLES ON {database.Name}.* TO tenant@localhost");
        if (!MySqlServer.IsMariaDb)
            await server.Maintenance.ExecuteAsync("GRANT SHOW_ROUTINE ON *.* TO tenant@localhost");
        else
            await server.Maintenance.ExecuteAsync($"GRANT SELECT ON mysql.proc TO tenant@localhost");
        var payload = new MemoryStream();
        var dumped = await NativeDump.Connector(server.ConnectionString(database.Name, "tenant")).DumpAsync(payload, new DumpOptions(), Token);
        var dump = new NativeDump(payload.ToArray(), dumped);
        Assert.Equal(["t 2"], dumped.Tables.Select(t => $"{t.Name} {t.Rows}"));
        Assert.Contains("CREATE DEFINER=`root`@`localhost` PROCEDURE `p`", dump.Entries.Text("schema/post-data.sql"), StringComparison.Ordinal);
        var copy = server.AbsentDatabase();
        await dump.RestoreAsync(copy);
        Assert.Equal(["2"], await copy.LinesAsync("SELECT COUNT(*) FROM v"));
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN j int")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT 2 AS i")]
    [InlineData("DROP PROCEDURE p")]
    [InlineData("CREATE TABLE later (i int)")]
    [InlineData("DROP TABLE other")]
    [InlineData("RENAME TABLE other TO another")]
    [InlineData("CREATE TRIGGER tr AFTER INSERT ON other FOR EACH ROW SET @x = 1")]
    [InlineData("ALTER TABLE other COMMENT 'changed'")]
    public async Task Definitions_that_change_during_the_dump_fail_it_or_wait_for_its_end(string change)
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE t (i int PRIMARY KEY); INSERT INTO t VALUES (1); CREATE TABLE other (i int); CREATE VIEW v AS SELECT 1 AS i; CREATE PROCEDURE p() SELECT 1");
        Task? changing = null;
        var destination = new CallbackStream(_ =>
        {
            changing ??= Task.Run(() => database.ExecuteAsync(change), Token);
            Task.WhenAny(changing, Task.Delay(1000, Token)).GetAwaiter().GetResult();
        });
        var dump = NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token);
        try
        {
            await dump;
            // Then what it dumped is the state before, and the change came after it.
        }
        catch (BackupException e)
        {
            Assert.Contains("definition", e.Message, StringComparison.Ordinal);
        }
        await changing!;
    }

    [Fact]
    public async Task Cancelling_ends_it_within_a_moment_on_the_server_too()
    {
        var database = await LargeAsync();
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
        await Task.Delay(1000, Token);
        Assert.Equal(["0"], await server.Maintenance.LinesAsync($"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = {Sql.Text(database.Name)}"));
    }

    [Fact]
    public async Task A_server_that_is_stopped_in_the_middle()
    {
        await using var own = new MySqlServer(template);
        await own.InitializeAsync();
        var database = await LargeAsync(own);
        await AssertFailsAsync(database, () => own.KillAsync());
        await own.StartAsync();
        Assert.NotEmpty((await NativeDump.OfAsync(database)).Payload);
    }

    [Fact]
    public async Task A_session_that_is_killed_in_the_middle()
    {
        var database = await LargeAsync();
        await AssertFailsAsync(database, async () =>
        {
            foreach (var id in await server.Maintenance.LinesAsync($"SELECT ID FROM information_schema.PROCESSLIST WHERE DB = {Sql.Text(database.Name)}"))
                await server.Maintenance.ExecuteAsync($"KILL {id}");
        });
    }

    [Fact]
    public async Task Names_that_match_nothing_and_schemas_are_refused()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE t (i int)");
        foreach (var options in (DumpOptions[])[new() { ExcludeTables = ["nope"] }, new() { Schemas = ["nope"] }])
            await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.OfAsync(database, options));
    }

    /// <summary>Each product has something that the other has not.</summary>
    [Fact]
    public async Task What_is_not_carried_is_refused_by_name_when_checked_and_when_backed_up()
    {
        var (script, names) = MySqlServer.IsMariaDb
            ? ("CREATE TABLE with_past (i int) WITH SYSTEM VERSIONING; SET sql_mode = 'ORACLE'; CREATE PACKAGE packed AS PROCEDURE p(); END; CREATE VIEW broken AS SELECT 1 AS i", (string[])["with_past", "packed"])
            : ("CREATE TABLE plain (i int); CREATE VIEW broken AS SELECT i FROM plain; DROP TABLE plain", ["broken"]);
        using var app = new BackupApp("MySql");
        app.Configure("shop", (await server.CreateDatabaseAsync(script)).ConnectionString);
        foreach (var verb in (string[])["check", "backup"])
        {
            var run = await app.RunAsync(verb);
            Assert.Equal(1, run.ExitCode);
            Assert.All(names, name => Assert.Contains(name, run.Output + run.Error, StringComparison.Ordinal));
        }
        Assert.Empty(app.Backups);
    }

    [Fact]
    public async Task Rows_of_now_are_carried_of_a_table_with_a_past_where_that_is_asked_for()
    {
        if (!MySqlServer.IsMariaDb)
            return; // MySQL has no such tables.
        var source = await server.CreateDatabaseAsync("CREATE TABLE with_past (i int) WITH SYSTEM VERSIONING; INSERT INTO with_past VALUES (1), (2); UPDATE with_past SET i = 3 WHERE i = 1; DELETE FROM with_past WHERE i = 2");
        var dump = await NativeDump.OfAsync(source, change: s => s.SystemVersioned = Configuration.SystemVersionedTables.CurrentRows);
        var copy = server.AbsentDatabase();
        await dump.RestoreAsync(copy);
        Assert.Equal(["3"], await copy.LinesAsync("SELECT i FROM with_past FOR SYSTEM_TIME ALL"));
        Assert.Contains("with_past", dump.Entries.Text("backup.json"), StringComparison.Ordinal);
    }

    private static async Task AssertFailsAsync(MySqlDatabase database, Func<Task> harm)
    {
        var isDone = false;
        var destination = new CallbackStream(bytes =>
        {
            if (bytes < 4_000_000 || isDone)
                return;
            isDone = true;
            harm().GetAwaiter().GetResult();
        });
        var since = Stopwatch.StartNew();
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(database.ConnectionString).DumpAsync(destination, new DumpOptions(), Token));
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(60), $"It took {since.Elapsed}.");
    }

    private Task<MySqlDatabase> LargeAsync() => LargeAsync(server);

    private static Task<MySqlDatabase> LargeAsync(MySqlServer server) => server.CreateDatabaseAsync(
        Numbers + "CREATE TABLE t (i int PRIMARY KEY, pad text); INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT i, REPEAT(LEFT(SHA2(i, 256), 32), 100) FROM n");
}
