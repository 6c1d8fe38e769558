using System.Diagnostics;
using System.Text.Json.Nodes;
using DbBackup.Archives;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Servers.Tests.MySql.Fidelity;
using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>A restore changes the database all at once, or leaves it as it was and says why.</summary>
public sealed class RestoreTests(MySqlServer server, ServerTemplate template) : IClassFixture<MySqlServer>
{
    private const string Shop =
        """
        CREATE TABLE customers (id int PRIMARY KEY, name varchar(50) UNIQUE);
        CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, customer int NOT NULL, FOREIGN KEY (customer) REFERENCES customers (id));
        CREATE TABLE audit_log (line text);
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'); INSERT INTO orders (customer) VALUES (1), (1), (2);
        CREATE VIEW counts AS SELECT name, COUNT(*) AS n FROM customers c JOIN orders o ON o.customer = c.id GROUP BY name;
        CREATE PROCEDURE p() SELECT 1;
        CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DO SET @x = 1;
        CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW INSERT INTO audit_log VALUES ('order');
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_lost_is_back_and_what_came_later_is_gone()
    {
        var (database, twin) = (await server.CreateDatabaseAsync(Shop), await server.CreateDatabaseAsync(Shop));
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync(
            "DELETE FROM orders; UPDATE customers SET name = 'Eve' WHERE id = 1; CREATE TABLE later (i int); CREATE VIEW later_view AS SELECT * FROM later; DROP VIEW counts; DROP PROCEDURE p; CREATE FUNCTION f() RETURNS int NO SQL RETURN 1; DROP TRIGGER t");
        var restored = await dump.RestoreAsync(database);
        Assert.Equal(dump.Result.Tables, restored.Tables);
        await FidelityComparison.AssertSameAsync(twin, database);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_dump_of_a_restored_database_is_the_same_dump()
    {
        var source = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(source, change: s => s.Workers = 1);
        await source.ExecuteAsync("DELETE FROM orders");
        await dump.RestoreAsync(source);
        var again = await NativeDump.OfAsync(source, change: s => s.Workers = 1);
        Lines.AssertNone([.. Lines.Differences("dump", dump.Entries.Comparable(), again.Entries.Comparable())]);
        foreach (var name in dump.Entries.Names.Where(n => n is not "backup.json")) // It has the position in the binary log.
            Assert.Equal(dump.Entries.Content(name), again.Entries.Content(name));
    }

    [Fact]
    public async Task A_backup_that_is_cut_off_anywhere_changes_nothing()
    {
        var database = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");
        var before = await DatabaseContents.ReadAsync(database);
        foreach (var entries in Enumerable.Range(0, dump.Entries.Names.Count))
            await (dump with { Payload = dump.Entries.Take(entries).ToBytes() }).RestoreRefusalAsync(database);
        for (var length = dump.Payload.Length - 1024; length > 0; length -= dump.Payload.Length / 9)
            await (dump with { Payload = dump.Payload[..length] }).RestoreRefusalAsync(database);
        Lines.AssertNone([.. before.Differences(await DatabaseContents.ReadAsync(database))]);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Rows_that_are_not_those_of_the_manifest_change_nothing()
    {
        var database = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");
        var wrong = dump with { Result = dump.Result with { Tables = [.. dump.Result.Tables.Select(t => t with { Rows = t.Rows + 1 })] } };
        Assert.Contains("Nothing was changed", (await wrong.RestoreRefusalAsync(database)).Message, StringComparison.Ordinal);
        Assert.Equal(["3"], await database.LinesAsync("SELECT COUNT(*) FROM customers"));
    }

    [Theory]
    [InlineData("engine", "PostgreSql", "is of PostgreSql")]
    [InlineData("engineMajor", 99, "Restore to")]
    [InlineData("formatVersion", 99, "update DbBackup")]
    [InlineData("product", "AnotherDb", "is of AnotherDb")]
    [InlineData("engines", "NoSuchEngine", "storage engine NoSuchEngine")]
    [InlineData("definers", "`nobody`@`nowhere`", "account `nobody`@`nowhere`")]
    public async Task What_the_target_is_not_or_lacks_is_named_before_anything_changes(string what, object value, string said)
    {
        var database = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");
        var backup = dump.Entries.Json(NativeFormat.Backup);
        switch (what)
        {
            case "product":
                backup["properties"]![what] = (string)value;
                break;
            case "engines" or "definers":
                backup["requirements"]![what] = new JsonArray((string)value);
                break;
            default:
                backup[what] = value is int number ? JsonValue.Create(number) : JsonValue.Create((string)value);
                break;
        }
        var refusal = await (dump with { Payload = dump.Entries.With(NativeFormat.Backup, backup).ToBytes() }).RestoreRefusalAsync(database);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["3"], await database.LinesAsync("SELECT COUNT(*) FROM customers"));
        await AssertNothingIsLeftAsync();
    }

    /// <summary>The exchange itself fails at every statement in turn: what was done is undone.</summary>
    [Theory]
    [InlineData("CREATE VIEW counts AS", "CREATE VIEW counts AS SELECT 1 FROM no_such_table UNION")]
    [InlineData("VIEW `counts`", "VIEW `no_such_database`.`counts`")]
    [InlineData("TRIGGER `t` AFTER", "TRIGGER `t` SOMETIMES")]
    [InlineData("EVENT `e` ON", "EVENT `e` OFF")]
    [InlineData("PROCEDURE `p`()", "PROCEDURE `p`(")]
    [InlineData("CREATE TABLE `orders`", "CREATE TABLES `orders`")]
    public async Task A_statement_that_fails_changes_nothing(string words, string others)
    {
        var database = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid'); DROP VIEW counts; CREATE VIEW counts AS SELECT 5 AS n");
        var before = await DatabaseContents.ReadAsync(database);
        var changed = 0;
        var payload = dump.Entries.WithStatements(s => s.Sql.Contains(words, StringComparison.Ordinal) && ++changed > 0 ? s with { Sql = s.Sql.Replace(words, others, StringComparison.Ordinal) } : s);
        if (changed == 0)
            return; // Only one of the two products spells it so.
        await (dump with { Payload = payload.ToBytes() }).RestoreRefusalAsync(database);
        Lines.AssertNone([.. before.Differences(await DatabaseContents.ReadAsync(database))]);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Others_on_the_database_are_named_and_nothing_changes_until_they_are_to_be_disconnected()
    {
        var database = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(database);
        await using var other = await database.OpenAsync();
        var refusal = await dump.RestoreRefusalAsync(database);
        Assert.Contains($"session {other.ServerThread} of root", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--disconnect", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await MySqlDatabase.LinesAsync(other, "SELECT 1"));

        await dump.RestoreAsync(database, new() { ExpectedTables = [], Disconnect = true });
        await Assert.ThrowsAnyAsync<Exception>(() => MySqlDatabase.LinesAsync(other, "SELECT 1"));
        Assert.Equal(["3"], await database.LinesAsync("SELECT COUNT(*) FROM orders"));
    }

    /// <summary>Somebody who names the database's tables from another one sees the old rows or the new ones, all the time.</summary>
    [Fact]
    public async Task A_connection_sees_all_of_the_old_or_all_of_the_new()
    {
        var database = await server.CreateDatabaseAsync("CREATE TABLE a (v int); CREATE TABLE b (v int); INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1), (2)");
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("DELETE FROM a; DELETE FROM b");
        using var stop = new CancellationTokenSource();
        var seen = new HashSet<string>();
        var watching = Task.Run(async () =>
        {
            await using var connection = await server.Maintenance.OpenAsync();
            while (!stop.IsCancellationRequested)
                seen.Add((await MySqlDatabase.LinesAsync(connection, $"SELECT (SELECT COUNT(*) FROM {database.Name}.a), (SELECT COUNT(*) FROM {database.Name}.b)"))[0]);
        }, Token);
        await dump.RestoreAsync(database);
        await stop.CancelAsync();
        await watching;
        Assert.All(seen, rows => Assert.Contains(rows, (string[])["0 | 0", "2 | 2"]));
        Assert.Equal(["2"], await database.LinesAsync("SELECT COUNT(*) FROM a"));
    }

    [Fact]
    public async Task Without_dropping_what_exists_stays_and_is_in_the_way()
    {
        var dump = await NativeDump.OfAsync(await server.CreateDatabaseAsync(Shop));
        var target = await server.CreateDatabaseAsync("CREATE TABLE other (i int); CREATE PROCEDURE mine() SELECT 1");
        await dump.RestoreAsync(target, new() { ExpectedTables = [], NoDrop = true });
        Assert.Equal(["3 | 0"], await target.LinesAsync("SELECT (SELECT COUNT(*) FROM orders), (SELECT COUNT(*) FROM other)"));
        Assert.Contains("already", (await dump.RestoreRefusalAsync(target, new() { ExpectedTables = [], NoDrop = true })).Message, StringComparison.Ordinal);
        Assert.Equal(["3"], await target.LinesAsync("SELECT COUNT(*) FROM orders"));
        await target.ExecuteAsync("CALL mine()");
    }

    [Theory]
    [InlineData(DefinerHandling.Keep, "`gone`@`localhost`")]
    [InlineData(DefinerHandling.Current, "`root`@`localhost`")]
    [InlineData(DefinerHandling.Strip, "`root`@`localhost`")]
    public async Task Definers_are_kept_or_are_who_restores(DefinerHandling handling, string definer)
    {
        await server.Maintenance.ExecuteAsync("CREATE USER IF NOT EXISTS gone@localhost; GRANT ALL ON *.* TO gone@localhost");
        var source = await server.CreateDatabaseAsync(
            "CREATE TABLE t (i int); CREATE DEFINER=gone@localhost VIEW v AS SELECT i FROM t; CREATE DEFINER=gone@localhost PROCEDURE p() SELECT 'DEFINER=`gone`@`localhost` '; " +
            "CREATE DEFINER=gone@localhost TRIGGER tr AFTER INSERT ON t FOR EACH ROW SET @x = 1; CREATE DEFINER=gone@localhost EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DO SET @x = 1");
        var copy = server.AbsentDatabase();
        var dump = await NativeDump.OfAsync(source, change: s => s.Definer = handling);
        if (handling is not DefinerHandling.Keep)
            await server.Maintenance.ExecuteAsync("DROP USER gone@localhost");
        await dump.RestoreAsync(copy, change: s => s.Definer = handling);
        var found = await copy.LinesAsync(
            "SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() UNION ALL SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() UNION ALL " +
            "SELECT DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() UNION ALL SELECT DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()");
        Assert.Equal(4, found.Count);
        Assert.All(found, account => Assert.Equal(definer.Replace("`", "", StringComparison.Ordinal), account));
        Assert.Contains("gone", (await copy.LinesAsync("SELECT ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definer_that_is_not_there_is_named_before_anything_changes()
    {
        await server.Maintenance.ExecuteAsync("CREATE USER 'lost one'@localhost");
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (i int); CREATE DEFINER='lost one'@localhost VIEW v AS SELECT i FROM t");
        await server.Maintenance.ExecuteAsync("GRANT SELECT ON *.* TO 'lost one'@localhost");
        var dump = await NativeDump.OfAsync(source);
        await server.Maintenance.ExecuteAsync("DROP USER 'lost one'@localhost");
        var refusal = await dump.RestoreRefusalAsync(server.AbsentDatabase());
        Assert.Contains("lost one", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("\"Definer\": \"Current\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Triggers_do_not_fire_while_rows_are_loaded()
    {
        var source = await server.CreateDatabaseAsync(Shop);
        await source.ExecuteAsync("INSERT INTO orders (customer) VALUES (2)");
        var copy = server.AbsentDatabase();
        await (await NativeDump.OfAsync(source)).RestoreAsync(copy);
        Assert.Equal(["1"], await copy.LinesAsync("SELECT COUNT(*) FROM audit_log"));
        await copy.ExecuteAsync("INSERT INTO orders (customer) VALUES (1)");
        Assert.Equal(["2"], await copy.LinesAsync("SELECT COUNT(*) FROM audit_log"));
    }

    /// <summary>Where no database can be made beside the target, that is emptied after a safety copy, which comes back when anything fails.</summary>
    [Fact]
    public async Task An_account_with_rights_on_its_database_alone_restores_into_it_and_a_failure_puts_back_what_was_there()
    {
        var database = await server.CreateDatabaseAsync(name: "tenants_own");
        await server.Maintenance.ExecuteAsync("CREATE USER tenant@localhost; GRANT ALL ON `tenants\\_own`.* TO tenant@localhost");
        await using (var connection = await database.OpenAsync("tenant"))
            await MySqlDatabase.ExecuteAsync(connection, Shop);
        var dump = await NativeDump.OfAsync(database);
        await database.ExecuteAsync("DELETE FROM orders; CREATE TABLE later (i int); INSERT INTO later VALUES (7)");
        var before = await DatabaseContents.ReadAsync(database);
        var wrong = dump.Entries.WithStatements(s => s.Sql.Contains(" TRIGGER ", StringComparison.Ordinal) ? s with { Sql = s.Sql + " SOMETIMES" } : s).ToBytes();
        var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(wrong));
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["0 | 7"], await database.LinesAsync("SELECT (SELECT COUNT(*) FROM orders), i FROM later"));
        Lines.AssertNone([.. before.Differences(await DatabaseContents.ReadAsync(database))]);

        Assert.Equal(dump.Result.Tables, (await RestoreAsync(dump.Payload)).Tables);
        Assert.Equal(["3"], await database.LinesAsync("SELECT COUNT(*) FROM orders"));
        Assert.Empty(await database.LinesAsync("SHOW TABLES LIKE 'later'"));

        Task<RestoreResult> RestoreAsync(byte[] payload) => NativeDump.Connector(server.ConnectionString("tenants_own", "tenant"))
            .RestoreAsync(new MemoryStream(payload), new() { ExpectedTables = dump.Result.Tables }, Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_or_a_session_that_ends_in_the_middle_leaves_the_target_as_it_was(bool isServer)
    {
        await using var own = new MySqlServer(template);
        await own.InitializeAsync();
        var source = await own.CreateDatabaseAsync("CREATE TABLE t (i int PRIMARY KEY, pad text); INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, REPEAT(LEFT(SHA2(i, 256), 32), 1000) FROM n");
        var target = await own.CreateDatabaseAsync(Shop);
        var before = await DatabaseContents.ReadAsync(target);
        var dump = await NativeDump.OfAsync(source);
        var (isHarmed, since) = (false, Stopwatch.StartNew());
        await using var payload = new ReadCallbackStream(dump.Payload, read =>
        {
            if (isHarmed || read < dump.Payload.Length / 2)
                return;
            isHarmed = true;
            (isServer ? own.KillAsync() : KillSessionsAsync(own)).GetAwaiter().GetResult();
        });
        await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(target.ConnectionString).RestoreAsync(payload, new() { ExpectedTables = dump.Result.Tables }, Token));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(60), $"It took {since.Elapsed}.");
        if (isServer)
        {
            await own.StartAsync();
            // MySQL that was killed says the next number of a table only when it has opened it.
            await target.LinesAsync("SELECT * FROM orders");
        }
        Lines.AssertNone([.. before.Differences(await DatabaseContents.ReadAsync(target))]);
        await dump.RestoreAsync(target);
        Assert.DoesNotContain(await own.Maintenance.LinesAsync("SHOW DATABASES"), name => name.Contains("dbbackup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_network_that_falls_silent_in_the_middle_changes_nothing()
    {
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (i int PRIMARY KEY, pad text); INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, REPEAT(LEFT(SHA2(i, 256), 32), 1000) FROM n");
        var target = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(source);
        await using (var proxy = new SilencedProxy(server.Port))
        {
            var builder = new MySqlConnectionStringBuilder(server.TcpConnectionString(target.Name)) { Port = (uint)proxy.Port, DefaultCommandTimeout = 2, ConnectionTimeout = 2 };
            await using var payload = new ReadCallbackStream(dump.Payload, read => { if (read >= dump.Payload.Length / 2) proxy.Silence(); });
            var refusal = await Assert.ThrowsAnyAsync<BackupException>(() => NativeDump.Connector(builder.ConnectionString).RestoreAsync(payload, new() { ExpectedTables = dump.Result.Tables }, Token));
            Assert.Contains("does not answer", refusal.Message, StringComparison.Ordinal);
        }
        Assert.Equal(["3"], await target.LinesAsync("SELECT COUNT(*) FROM orders"));
        // What it left behind is gone with the next.
        await dump.RestoreAsync(target, new() { ExpectedTables = [], Disconnect = true });
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Into_another_database_by_its_key_or_by_a_connection_string()
    {
        using var app = new BackupApp("MySql");
        var (source, byKey, byString) = (await server.CreateDatabaseAsync(Shop), server.AbsentDatabase(), server.AbsentDatabase());
        app.Configure("shop", source.ConnectionString).Configure("other", byKey.ConnectionString);
        (await app.RunAsync("backup", "-d", "shop", "-q")).Succeeded();
        (await app.RunAsync("restore", "-d", "other", "--from", "shop", "-y", "-q")).Succeeded();
        (await app.RunAsync("restore", "-d", "shop", "--to", byString.ConnectionString, "-y", "-q")).Succeeded();
        foreach (var copy in (MySqlDatabase[])[byKey, byString])
            Assert.Equal(["3"], await copy.LinesAsync("SELECT COUNT(*) FROM orders"));
    }

    [Fact]
    public async Task A_cancelled_restore_ends_soon_and_changes_nothing()
    {
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (i int PRIMARY KEY, pad text); INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, REPEAT(LEFT(SHA2(i, 256), 32), 1000) FROM n");
        var target = await server.CreateDatabaseAsync(Shop);
        var dump = await NativeDump.OfAsync(source);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var since = new Stopwatch();
        await using var payload = new ReadCallbackStream(dump.Payload, read =>
        {
            if (read < dump.Payload.Length / 2 || since.IsRunning)
                return;
            since.Start();
            stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NativeDump.Connector(target.ConnectionString).RestoreAsync(payload, new() { ExpectedTables = dump.Result.Tables }, stop.Token));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(3), $"It took {since.Elapsed}.");
        Assert.Equal(["3"], await target.LinesAsync("SELECT COUNT(*) FROM orders"));
        await AssertNothingIsLeftAsync();
    }

    private static async Task KillSessionsAsync(MySqlServer server)
    {
        foreach (var id in await server.Maintenance.LinesAsync("SELECT ID FROM information_schema.PROCESSLIST WHERE DB LIKE '%dbbackup%'"))
            await server.Maintenance.ExecuteAsync($"KILL {id}");
    }

    private async Task AssertNothingIsLeftAsync() =>
        Assert.DoesNotContain(await server.Maintenance.LinesAsync("SHOW DATABASES"), name => name.Contains("dbbackup", StringComparison.OrdinalIgnoreCase));
}
