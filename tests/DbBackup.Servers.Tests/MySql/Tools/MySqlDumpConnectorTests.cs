using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Servers.Tests.MySql.Fidelity;

namespace DbBackup.Servers.Tests.MySql.Tools;

/// <summary>The server's own programs dump and restore; what they are given, what they say, and how they end is what counts.</summary>
[Collection(nameof(ChangesSearchPath))]
public sealed partial class MySqlDumpConnectorTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private const string Shop =
        """
        CREATE TABLE customers (id int PRIMARY KEY, name varchar(50) UNIQUE);
        CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY, customer int NOT NULL, FOREIGN KEY (customer) REFERENCES customers (id));
        CREATE TABLE audit_log (line text);
        INSERT INTO audit_log VALUES ('a'), ('b');
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'); INSERT INTO orders (customer) VALUES (1), (1), (2);
        CREATE VIEW busy AS SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer;
        CREATE PROCEDURE p() SELECT 1;
        CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DO SET @x = 1;
        CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW INSERT INTO audit_log VALUES ('order');
        """;

    private static readonly string DumpName = Path.GetFileName(MySqlPrograms.Dump), ClientName = Path.GetFileName(MySqlPrograms.Client);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_lost_is_back()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await CreateShopAsync();
        var twin = await CreateShopAsync();
        var (payload, dumped) = await DumpAsync(source);
        Assert.Contains("-- Dump completed", Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        Assert.Equal(["audit_log 2", "customers 2", "orders 3"], dumped.Tables.Select(t => $"{t.Name} {t.Rows}"));
        await source.ExecuteAsync("DELETE FROM orders; DROP TABLE audit_log; DROP VIEW busy; DROP PROCEDURE p; UPDATE customers SET name = 'Eve' WHERE id = 1; CREATE TABLE later (i int)");

        var restored = await RestoreAsync(source, payload, dumped);
        Assert.Equal(dumped.Tables, restored.Tables);
        await FidelityComparison.AssertSameAsync(twin, source);
    }

    [Fact]
    public async Task Every_kind_of_object_that_decimal_digits_can_say()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await Corpora.CreateKindsAsync(server);
        await source.ExecuteAsync("UPDATE all_types SET half = 0.5, real_one = 0.1");
        if (!MySqlServer.IsMariaDb)
            await source.ExecuteAsync("ANALYZE TABLE measured UPDATE HISTOGRAM ON c WITH 100 BUCKETS MANUAL UPDATE");
        var copy = await server.CreateDatabaseAsync("CREATE TABLE old (i int)");
        var (payload, dumped) = await DumpAsync(source, change: s => s.NonTransactional = NonTransactionalTables.Accept);
        await RestoreAsync(copy, payload, dumped);
        // What a column has of its table MySQL's program gives to the column itself, and the server says it with its character set from then on.
        var differences = await FidelityComparison.DifferencesAsync(source, copy);
        Lines.AssertNone(
        [
            .. differences.GroupBy(d => NamedCharacterSet().Replace(d[(d.IndexOf(": ", StringComparison.Ordinal) + 4)..], ""))
                .Where(same => MySqlServer.IsMariaDb || same.Count(d => d.Contains(": -", StringComparison.Ordinal)) * 2 != same.Count()).SelectMany(same => same),
        ]);
    }

    [Fact]
    public async Task By_the_command_line_the_backup_is_a_script_that_the_client_loads()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        using var app = new BackupApp("MySql");
        var source = await CreateShopAsync();
        app.Configure("shop", source.ConnectionString, ("Connector", "mysqldump"));
        (await app.RunAsync("backup", "-q", "-z", "none")).Succeeded();
        Assert.EndsWith(".sql", Assert.Single(app.Backups), StringComparison.Ordinal);
        var other = await server.CreateDatabaseAsync();
        await other.RunScriptsAsync(app[$"backups/{app.Backups[0]}"]);
        Assert.Equal(["3"], await other.LinesAsync("SELECT COUNT(*) FROM orders"));
        await source.ExecuteAsync("DELETE FROM orders");
        (await app.RunAsync("restore", "-y", "-q")).Succeeded();
        Assert.Equal(["3"], await source.LinesAsync("SELECT COUNT(*) FROM orders"));
    }

    [Theory]
    [InlineData("""p"a\s's #w=;""")]
    [InlineData("""  [x] 'quoted' """)]
    [InlineData("\"in quotes\"")]
    [InlineData("""äöü€\n\s\\""")]
    public async Task The_password_is_in_a_file_that_only_its_owner_reads_and_nowhere_else(string password)
    {
        await server.Maintenance.ExecuteAsync($"DROP USER IF EXISTS keeper@'127.0.0.1'; CREATE USER keeper@'127.0.0.1' IDENTIFIED BY {Sql.Text(password)}; GRANT ALL ON *.* TO keeper@'127.0.0.1'");
        var source = await CreateShopAsync();
        const string Spy = """case "$*" in *--version*) ;; *) (echo "$@"; env; f="${1#--defaults-file=}"; stat -c '%a %n' "$f" "$(dirname "$f")") > "$HERE/$(basename "$0").seen";; esac; exec "$REAL/$(basename "$0")" "$@" """;
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder).With(DumpName, Spy).With(ClientName, Spy);

        var by = server.TcpConnectionString(source.Name, password, "keeper");
        var (payload, dumped) = await DumpAsync(by);
        await Connector(by).RestoreAsync(new MemoryStream(payload), new() { ExpectedTables = dumped.Tables }, Token);
        foreach (var program in (string[])[DumpName, ClientName])
        {
            var seen = await File.ReadAllLinesAsync(path[$"{program}.seen"], Token);
            Assert.DoesNotContain(seen, line => line.Contains(password, StringComparison.Ordinal) || line.StartsWith("MYSQL_PWD", StringComparison.Ordinal));
            var file = seen.Single(line => line.StartsWith("600 ", StringComparison.Ordinal))[4..];
            Assert.Contains($"700 {Path.GetDirectoryName(file)}", seen);
            Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
        }
    }

    [Theory]
    [InlineData("exec \"$REAL/$(basename $0)\" \"$@\" | head -c 2000; exit 1", "failed")]
    [InlineData("echo 'mysqldump: error: it rained' >&2; exit 1", "it rained")]
    [InlineData("\"$REAL/$(basename $0)\" \"$@\"; echo 'mysqldump: warning: it drizzled' >&2", "it drizzled")]
    [InlineData("\"$REAL/$(basename $0)\" \"$@\" | head -n -1; exit 0", "without the word that its dump is complete")]
    [InlineData("\"$REAL/$(basename $0)\" \"$@\" 2>/dev/null | head -c 3000; exit 0", "without the word that its dump is complete")]
    [InlineData("kill -9 $$", "exit code 137")]
    public async Task Exit_code_errors_and_the_last_line_decide(string script, string said)
    {
        var source = await CreateShopAsync();
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder).With(DumpName, $"case \"$*\" in *--version*) exec \"$REAL/$(basename $0)\" --version;; esac; {script}");
        using var app = new BackupApp("MySql").Configure("shop", source.ConnectionString, ("Connector", "mysqldump"));
        var backup = await app.RunAsync("backup");
        Assert.Equal(1, backup.ExitCode);
        Assert.Contains(said, backup.Error, StringComparison.Ordinal);
        Assert.Empty(app.Backups);
    }

    [Fact]
    public async Task Without_the_program_with_an_older_one_or_with_the_other_products_it_is_said_which_is_needed()
    {
        var source = await server.CreateDatabaseAsync();
        using (SearchPath.Empty())
            Assert.Contains("on the PATH", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
        using (SearchPath.WithPrograms(MySqlPrograms.Folder).With(DumpName, MySqlServer.IsMariaDb ? "echo 'mysqldump  Ver 10.13 Distrib 5.5.68-MariaDB, for Linux (x86_64)'" : "echo 'mysqldump  Ver 8.0.36 for Linux on x86_64'"))
            Assert.Contains(MySqlServer.IsMariaDb ? "is version 5.5, the server is version 10.11" : "is version 8.0, the server is version 9.7", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
        using (SearchPath.WithPrograms(MySqlPrograms.Folder).With(DumpName, MySqlServer.IsMariaDb ? "echo 'mysqldump  Ver 9.9.9 for Linux on x86_64'" : "echo 'mariadb-dump from 99.4.5-MariaDB, client 15.2 for Linux'"))
            Assert.Contains(MySqlServer.IsMariaDb ? "is MySQL's, the server is MariaDB" : "is MariaDB's, the server is MySQL", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_name_of_the_programs_does()
    {
        var source = await CreateShopAsync();
        using var empty = SearchPath.Empty();
        var (otherDump, otherClient) = MySqlServer.IsMariaDb ? ("mysqldump", "mysql") : ("mariadb-dump", "mariadb");
        empty.With(otherDump, $"PATH=/usr/bin:/bin; exec '{MySqlPrograms.Dump}' \"$@\"").With(otherClient, $"PATH=/usr/bin:/bin; exec '{MySqlPrograms.Client}' \"$@\"");
        var (payload, dumped) = await DumpAsync(source);
        Assert.Equal(dumped.Tables, (await RestoreAsync(source, payload, dumped)).Tables);
    }

    [Fact]
    public async Task Tables_are_left_out_by_their_own_names()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await CreateShopAsync();
        await source.ExecuteAsync("CREATE TABLE `a.b` (i int); CREATE TABLE `a*b` (i int); CREATE TABLE `odd ``'\"\n x` (i int)");
        var (payload, without) = await DumpAsync(source, new DumpOptions { ExcludeTables = ["audit_*", "a.b", "odd*"] });
        Assert.Equal(["a*b", "customers", "orders"], without.Tables.Select(t => t.Name));
        Assert.DoesNotContain("CREATE TABLE `odd", Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        Assert.Contains("'nope'", (await Assert.ThrowsAsync<BackupException>(() => DumpAsync(source, new DumpOptions { ExcludeTables = ["nope"] }))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--result-file=x")]
    [InlineData("--no-data")]
    [InlineData("--skip_comments")]
    [InlineData("--compact")]
    [InlineData("--where=1=0")]
    [InlineData("--password=x")]
    [InlineData("--passw=x")]
    [InlineData("--force")]
    [InlineData("-f")]
    [InlineData("--ignore-table=d.t")]
    [InlineData("somewhere")]
    [InlineData("--defaults-extra-file=x")]
    [InlineData("--skip-opt")]
    [InlineData("--tab=/tmp")]
    public void Arguments_that_are_the_connectors_own_are_refused(string argument) => Assert.Contains(
        argument.Split('=')[0].Replace('_', '-')[..2], Assert.Throws<ConfigurationException>(() => Connector("Server=h;Database=d", s => s.DumpArguments = [argument])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--execute=DROP TABLE x")]
    [InlineData("--tee=x")]
    [InlineData("--local-infile=1")]
    [InlineData("--database=other")]
    [InlineData("--init-command=x")]
    [InlineData("-f")]
    public void Arguments_of_the_client_that_are_the_connectors_own_are_refused(string argument) =>
        Assert.Throws<ConfigurationException>(() => Connector("Server=h;Database=d", s => s.RestoreArguments = [argument]));

    [Fact]
    public async Task Arguments_of_the_configuration_reach_the_programs()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await CreateShopAsync();
        var (payload, dumped) = await DumpAsync(source, change: s => s.DumpArguments = ["--complete-insert", "--skip-extended-insert", "--no-autocommit"]);
        Assert.Contains("INSERT INTO `orders` (`id`, `customer`) VALUES", Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        Assert.Equal([2, 2, 3], dumped.Tables.Select(t => t.Rows));
        Assert.Equal(dumped.Tables, (await RestoreAsync(source, payload, dumped, s => s.RestoreArguments = ["--net-buffer-length=32768"])).Tables);
    }

    [Fact]
    public async Task A_dump_that_is_cut_off_changes_nothing()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await CreateShopAsync();
        var (payload, dumped) = await DumpAsync(source);
        await source.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");
        var before = await DatabaseContents.ReadAsync(source);
        foreach (var length in (int[])[0, 100, payload.Length / 3, payload.Length / 2, payload.Length - 100, payload.Length - 17])
            await Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(source, payload[..length], dumped));
        Lines.AssertNone([.. before.Differences(await DatabaseContents.ReadAsync(source))]);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Statements_that_fail_and_rows_that_are_not_those_of_the_manifest_change_nothing()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await CreateShopAsync();
        var (payload, dumped) = await DumpAsync(source);
        await source.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");
        var more = dumped with { Tables = [.. dumped.Tables.Select(t => t with { Rows = t.Rows + 1 })] };
        Assert.Contains("Nothing was changed", (await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(source, payload, more))).Message, StringComparison.Ordinal);
        var broken = Encoding.UTF8.GetString(payload).Replace("VALUES", "VALUE_S", StringComparison.Ordinal);
        var said = (await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(source, Encoding.UTF8.GetBytes(broken), dumped))).Message;
        Assert.Contains("1064", said, StringComparison.Ordinal);
        Assert.Equal(["3"], await source.LinesAsync("SELECT COUNT(*) FROM customers"));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Words_of_the_client_in_a_script_do_nothing()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        using var folder = new TemporaryFolder();
        var source = await CreateShopAsync();
        var (payload, dumped) = await DumpAsync(source);
        foreach (var word in (string[])[$"\\! touch {folder["seen"]}\n", $"system touch {folder["seen"]}\n", $"tee {folder["seen"]}\n", $"source {folder["seen"]}\n"])
            await Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(source, [.. Encoding.UTF8.GetBytes(word), .. payload], dumped));
        Assert.False(File.Exists(folder["seen"]));
    }

    [Fact]
    public async Task Tables_in_no_snapshot_and_values_that_digits_do_not_say_are_refused_by_name()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await server.CreateDatabaseAsync("CREATE TABLE isam (i int) ENGINE=MyISAM; CREATE TABLE half (f float, d double); INSERT INTO half VALUES (0.5, 0.1)");
        Assert.Contains("`isam` (MyISAM) is in no snapshot", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
        Assert.Contains("isam", Assert.Single((await Connector(source.ConnectionString).InspectAsync(Token)).Refusals), StringComparison.Ordinal);
        await DumpAsync(source, change: s => s.NonTransactional = NonTransactionalTables.Accept);
        await source.ExecuteAsync("DROP TABLE isam; INSERT INTO half VALUES (16777216, 1)");
        Assert.Contains("`f` of table `half`", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
        await DumpAsync(source, new DumpOptions { ExcludeTables = ["half"] });
    }

    /// <summary>Of one that comes with others MySQL keeps the semicolon, and its program writes what no client takes. MariaDB has none to keep.</summary>
    [Fact]
    public async Task Triggers_and_events_that_end_with_a_semicolon_are_refused_by_name()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await server.CreateDatabaseAsync(
            "CREATE TABLE t (i int); CREATE TRIGGER ended_twice AFTER INSERT ON t FOR EACH ROW SET @x = 1; CREATE EVENT too ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DO SET @x = 1; CREATE TABLE u (i int)");
        if (MySqlServer.IsMariaDb)
        {
            await DumpAsync(source);
            return;
        }
        var refusal = (await RefusalAsync(source)).Message;
        Assert.All((string[])["Trigger `ended_twice`", "Event `too`"], name => Assert.Contains(name, refusal, StringComparison.Ordinal));
    }

    /// <summary>MariaDB has no such histograms.</summary>
    [Fact]
    public async Task Histograms_that_the_server_keeps_are_refused_by_name()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await server.CreateDatabaseAsync("CREATE TABLE measured (a int, b int); CREATE TABLE other (i int)");
        if (!MySqlServer.IsMariaDb)
        {
            await source.ExecuteAsync("ANALYZE TABLE measured UPDATE HISTOGRAM ON a WITH 8 BUCKETS; ANALYZE TABLE measured UPDATE HISTOGRAM ON b WITH 8 BUCKETS AUTO UPDATE");
            Assert.Contains("column `b` of table `measured`", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
        }
        await DumpAsync(source, new DumpOptions { ExcludeTables = ["measured"] });
    }

    [Fact]
    public async Task Documents_that_their_text_does_not_tell_are_refused_by_name()
    {
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder);
        var source = await server.CreateDatabaseAsync("CREATE TABLE t (j json); INSERT INTO t VALUES (JSON_OBJECT('price', 1.50))");
        if (!MySqlServer.IsMariaDb)
            Assert.Contains("`j` of table `t`", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
        await DumpAsync(source, change: s => s.TypedJson = TypedJsonDocuments.Text);
    }

    [Fact]
    public async Task What_the_program_is_told_is_what_a_whole_dump_needs()
    {
        var source = await CreateShopAsync();
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder).With(DumpName, """case "$*" in *--version*) ;; *) echo "$@" > "$HERE/seen";; esac; exec "$REAL/$(basename "$0")" "$@" """);
        await DumpAsync(source);
        var seen = await File.ReadAllTextAsync(path["seen"], Token);
        Assert.All((string[])["--single-transaction", "--quick", "--routines", "--triggers", "--events", "--hex-blob"], argument => Assert.Contains(argument, seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Definitions_that_change_during_the_dump_fail_it()
    {
        var source = await CreateShopAsync();
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder).With(
            DumpName, $"case \"$*\" in *--version*) exec \"$REAL/$(basename $0)\" --version;; esac; '{MySqlPrograms.Client}' --no-defaults --socket='{server.Socket}' -uroot '{source.Name}' -e 'CREATE TABLE later (i int)'; exec \"$REAL/$(basename $0)\" \"$@\"");
        Assert.Contains("definitions changed during the backup", (await RefusalAsync(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_dump_ends_the_program_at_once()
    {
        var source = await CreateShopAsync();
        using var path = SearchPath.WithPrograms(MySqlPrograms.Folder).With(DumpName, "case \"$*\" in *--version*) exec \"$REAL/$(basename $0)\" --version;; esac; echo $$ > \"$HERE/pid\"; exec sleep 600");
        using var stop = new CancellationTokenSource();
        var dump = Connector(source.ConnectionString).DumpAsync(new MemoryStream(), new DumpOptions(), stop.Token);
        while (!File.Exists(path["pid"]) || new FileInfo(path["pid"]).Length == 0)
            await Task.Delay(20, Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dump);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(path["pid"]), CultureInfo.InvariantCulture)));
    }

    // A line at a time: of one that comes with others MySQL keeps the semicolon, with which its own program writes what cannot be loaded.
    private async Task<MySqlDatabase> CreateShopAsync()
    {
        var shop = await server.CreateDatabaseAsync();
        foreach (var line in Shop.Split('\n'))
            await shop.ExecuteAsync(line);
        return shop;
    }

    [GeneratedRegex(@" CHARACTER SET \w+(?= COLLATE )")]
    private static partial Regex NamedCharacterSet();

    // Of a restore that failed; the databases of the tests have other names.
    private async Task AssertNothingIsLeftAsync() =>
        Assert.DoesNotContain(await server.Maintenance.LinesAsync("SHOW DATABASES"), name => name.Contains("dbbackup", StringComparison.OrdinalIgnoreCase));

    private static MySqlDumpConnector Connector(string connectionString, Action<DatabaseSettings>? change = null)
    {
        var settings = new DatabaseSettings { Name = "shop", Engine = "MySql", Connector = "mysqldump", ConnectionString = connectionString };
        change?.Invoke(settings);
        return new(settings);
    }

    private static Task<BackupException> RefusalAsync(MySqlDatabase database) => Assert.ThrowsAsync<BackupException>(() => DumpAsync(database));

    private static Task<(byte[] Payload, DumpResult Result)> DumpAsync(MySqlDatabase database, DumpOptions? options = null, Action<DatabaseSettings>? change = null) =>
        DumpAsync(database.ConnectionString, options, change);

    private static async Task<(byte[] Payload, DumpResult Result)> DumpAsync(string connectionString, DumpOptions? options = null, Action<DatabaseSettings>? change = null)
    {
        var payload = new MemoryStream();
        var result = await Connector(connectionString, change).DumpAsync(payload, options ?? new DumpOptions(), Token);
        return (payload.ToArray(), result);
    }

    private static Task<RestoreResult> RestoreAsync(MySqlDatabase database, byte[] payload, DumpResult dumped, Action<DatabaseSettings>? change = null) =>
        Connector(database.ConnectionString, change).RestoreAsync(new MemoryStream(payload), new() { ExpectedTables = dumped.Tables }, Token);
}
