using System.Diagnostics;
using System.Text;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql.PgDump;

/// <summary>PostgreSQL's own programs dump and restore; what they are given, what they say, and how they end is what counts.</summary>
[Collection(nameof(ChangesSearchPath))]
public sealed class PgDumpConnectorTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private const string Shop =
        """
        CREATE SCHEMA audit; CREATE TABLE audit.log(line text); INSERT INTO audit.log VALUES ('a'), ('b');
        CREATE TABLE customers(id int PRIMARY KEY, name text UNIQUE);
        CREATE TABLE orders(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int NOT NULL REFERENCES customers);
        INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'); INSERT INTO orders(customer) VALUES (1), (1), (2);
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RestoreMode.Swap)]
    [InlineData(RestoreMode.Transaction)]
    public async Task What_was_lost_is_back(RestoreMode mode)
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync(Shop);
        var twin = await cluster.CreateDatabaseAsync(Shop);
        var (payload, dumped) = await DumpAsync(source);
        Assert.Equal("PGDMP", Encoding.ASCII.GetString(payload, 0, 5));
        Assert.Equal(["audit.log 2", "public.customers 2", "public.orders 3"], dumped.Tables.Select(t => $"{t.Name} {t.Rows}"));
        await source.ExecuteAsync("DELETE FROM orders; DROP TABLE audit.log; UPDATE customers SET name = 'Eve' WHERE id = 1");

        var restored = await RestoreAsync(source, payload, dumped, s => s.Restore = mode);
        Assert.Equal(dumped.Tables, restored.Tables);
        await FidelityComparison.AssertSameAsync(twin, source);
    }

    [Fact]
    public async Task By_the_command_line_the_backup_is_a_file_that_pg_restore_lists()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        using var app = new BackupApp();
        var source = await cluster.CreateDatabaseAsync(Shop);
        app.Configure("shop", source.ConnectionString, ("Connector", "pg_dump"));
        (await app.RunAsync("backup", "-q", "-z", "none")).Succeeded();
        Assert.EndsWith(".pgdump", Assert.Single(app.Backups), StringComparison.Ordinal);
        var listed = await cluster.RunAsync("pg_restore", "--list", app[$"backups/{app.Backups[0]}"]);
        Assert.Contains("TABLE DATA public orders", listed.Succeeded(), StringComparison.Ordinal);
        (await app.RunAsync("restore", "-y", "-q")).Succeeded();
        Assert.Equal(["3"], await source.LinesAsync("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task The_password_is_in_a_file_that_only_its_owner_reads_and_nowhere_else()
    {
        const string Password = @"p:a\s s'w"; // What the file must escape.
        await cluster.CreateRolesAsync("keeper");
        await cluster.Maintenance.ExecuteAsync($"ALTER ROLE keeper LOGIN SUPERUSER PASSWORD {Sql.Text(Password)}");
        var source = await cluster.CreateDatabaseAsync(Shop);
        const string Spy = """case "$1" in --version) ;; *) (echo "$@"; env; stat -c '%a %n' "$PGPASSFILE" "$(dirname "$PGPASSFILE")") > "$HERE/$(basename "$0").seen";; esac; exec "$REAL/$(basename "$0")" "$@" """;
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder).With("pg_dump", Spy).With("pg_restore", Spy);

        var by = cluster.TcpConnectionString(source.Name, Password, "keeper");
        var (payload, dumped) = await DumpAsync(by);
        await Connector(by).RestoreAsync(new MemoryStream(payload), new() { ExpectedTables = dumped.Tables }, Token);
        foreach (var program in (string[])["pg_dump", "pg_restore"])
        {
            var seen = await File.ReadAllLinesAsync(path[$"{program}.seen"], Token);
            Assert.DoesNotContain(seen, line => line.Contains("s'w", StringComparison.Ordinal) || line.StartsWith("PGPASSWORD", StringComparison.Ordinal));
            var file = seen.Single(line => line.StartsWith("600 ", StringComparison.Ordinal))[4..];
            Assert.Contains($"700 {Path.GetDirectoryName(file)}", seen);
            Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
        }
    }

    [Theory]
    [InlineData("exec \"$REAL/pg_dump\" \"$@\" | head -c 2000; exit 1", "pg_dump failed")]
    [InlineData("echo 'pg_dump: error: it rained' >&2; exit 1", "it rained")]
    [InlineData("\"$REAL/pg_dump\" \"$@\"; echo 'pg_dump: warning: it drizzled' >&2", "it drizzled")]
    [InlineData("kill -9 $$", "exit code 137")]
    public async Task Exit_code_and_errors_decide(string script, string said)
    {
        var source = await cluster.CreateDatabaseAsync(Shop);
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder).With("pg_dump", $"case \"$1\" in --version) exec \"$REAL/pg_dump\" --version;; esac; {script}");
        var refusal = await Assert.ThrowsAsync<BackupException>(() => DumpAsync(source));
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_program_or_with_one_older_than_the_server_it_is_said_which_is_needed()
    {
        var source = await cluster.CreateDatabaseAsync();
        using (SearchPath.Empty())
            Assert.Contains("no pg_dump on the PATH", (await Assert.ThrowsAsync<BackupException>(() => DumpAsync(source))).Message, StringComparison.Ordinal);
        using (SearchPath.WithPrograms(PostgresPrograms.Folder).With("pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.24'"))
            Assert.Contains($"is version 9, the server is version {cluster.Version}", (await Assert.ThrowsAsync<BackupException>(() => DumpAsync(source))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_are_left_out_and_schemas_chosen_by_their_own_names()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync($"{Shop}; CREATE SCHEMA \"a.*\"; CREATE TABLE \"a.*\".\"t\"\"(i)\"(i int); CREATE SCHEMA \"axx\"; CREATE TABLE axx.t(i int)");
        var (_, without) = await DumpAsync(source, new DumpOptions { ExcludeTables = ["audit.*", "public.orders"] });
        Assert.Equal(["\"a.*\".\"t\"\"(i)\"", "axx.t", "public.customers"], without.Tables.Select(t => t.Name));
        var (payload, only) = await DumpAsync(source, new DumpOptions { Schemas = ["a.*"] });
        Assert.Equal(["\"a.*\".\"t\"\"(i)\""], only.Tables.Select(t => t.Name));
        Assert.DoesNotContain("axx", Encoding.Latin1.GetString(payload), StringComparison.Ordinal);
        foreach (var options in (DumpOptions[])[new() { ExcludeTables = ["nope"] }, new() { Schemas = ["nope"] }])
            Assert.Contains("'nope'", (await Assert.ThrowsAsync<BackupException>(() => DumpAsync(source, options))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--file=x")]
    [InlineData("-Fp")]
    [InlineData("--form=plain")]
    [InlineData("--schema=s")]
    [InlineData("somewhere")]
    public void Arguments_that_are_the_connectors_own_are_refused(string argument)
    {
        foreach (var (key, change) in ((string, Action<DatabaseSettings>)[])[("DumpArguments", s => s.DumpArguments = [argument]), ("RestoreArguments", s => s.RestoreArguments = [argument])])
        {
            var refusal = Assert.Throws<ConfigurationException>(() => Connector("Host=h;Database=d", change)).Message;
            Assert.Contains($"'Databases:shop:{key}' has '{argument.Split('=')[0]}'", refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Arguments_of_the_configuration_reach_the_program()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync(Shop);
        var (payload, _) = await DumpAsync(source, change: s => s.DumpArguments = ["--no-comments", "--exclude-table-data=audit.log"]);
        Assert.DoesNotContain("COPY audit.log", Encoding.Latin1.GetString(payload), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RestoreMode.Swap)]
    [InlineData(RestoreMode.Transaction)]
    public async Task Arguments_of_the_configuration_reach_the_program_that_restores(RestoreMode mode)
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync($"{Shop}; COMMENT ON TABLE orders IS 'sold'");
        var (payload, dumped) = await DumpAsync(source);
        const string Comment = "SELECT coalesce(obj_description('orders'::regclass), 'none')";
        await RestoreAsync(source, payload, dumped, s => s.Restore = mode);
        Assert.Equal(["sold"], await source.LinesAsync(Comment));
        await RestoreAsync(source, payload, dumped, s => (s.Restore, s.RestoreArguments) = (mode, ["--no-comments"]));
        Assert.Equal(["none"], await source.LinesAsync(Comment));
    }

    [Fact]
    public async Task Exclude_and_schemas_of_the_configuration_are_the_dumps_scope()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        using var app = new BackupApp();
        var source = await cluster.CreateDatabaseAsync($"{Shop}; CREATE SCHEMA other; CREATE TABLE other.t(i int); INSERT INTO other.t VALUES (1)");
        app.Configure("shop", source.ConnectionString, ("Connector", "pg_dump"), ("Schemas", (string[])["public", "audit"]), ("Exclude", (string[])["public.orders"]));
        (await app.RunAsync("backup", "-q", "-z", "none")).Succeeded();
        var listed = (await cluster.RunAsync("pg_restore", "--list", app[$"backups/{app.Backups[0]}"])).Succeeded();
        Assert.Equal(["audit log", "public customers"], listed.Split('\n').Where(line => line.Contains(" TABLE DATA ", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split(' ')[5..7])).Order());
    }

    [Theory]
    [InlineData(RestoreMode.Swap)]
    [InlineData(RestoreMode.Transaction)]
    public async Task A_dump_that_is_cut_off_changes_nothing(RestoreMode mode)
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync(Shop);
        var (payload, dumped) = await DumpAsync(source);
        await source.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");
        foreach (var length in (int[])[payload.Length / 2, payload.Length - 100])
            await Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(source, payload[..length], dumped, s => s.Restore = mode));
        Assert.Equal(["3"], await source.LinesAsync("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task Rows_that_are_not_those_of_the_manifest_change_nothing()
    {
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder);
        var source = await cluster.CreateDatabaseAsync(Shop);
        var (payload, dumped) = await DumpAsync(source);
        await source.ExecuteAsync("INSERT INTO customers VALUES (3, 'Cid')");
        var more = dumped with { Tables = [.. dumped.Tables.Select(t => t with { Rows = t.Rows + 1 })] };
        Assert.Contains("Nothing was changed", (await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(source, payload, more))).Message, StringComparison.Ordinal);
        Assert.Equal(["3"], await source.LinesAsync("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task A_cancelled_dump_ends_the_program_at_once()
    {
        var source = await cluster.CreateDatabaseAsync(Shop);
        using var path = SearchPath.WithPrograms(PostgresPrograms.Folder).With("pg_dump", "case \"$1\" in --version) exec \"$REAL/pg_dump\" --version;; esac; echo $$ > \"$HERE/pid\"; exec sleep 600");
        using var stop = new CancellationTokenSource();
        var dump = Connector(source.ConnectionString).DumpAsync(new MemoryStream(), new DumpOptions(), stop.Token);
        while (!File.Exists(path["pid"]) || new FileInfo(path["pid"]).Length == 0)
            await Task.Delay(20, Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dump);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(path["pid"]), provider: null)));
    }

    private static PgDumpConnector Connector(string connectionString, Action<DatabaseSettings>? change = null)
    {
        var settings = new DatabaseSettings { Name = "shop", Engine = "PostgreSql", Connector = "pg_dump", ConnectionString = connectionString };
        change?.Invoke(settings);
        return new(settings);
    }

    private static Task<(byte[] Payload, DumpResult Result)> DumpAsync(PostgresDatabase database, DumpOptions? options = null, Action<DatabaseSettings>? change = null) =>
        DumpAsync(database.ConnectionString, options, change);

    private static async Task<(byte[] Payload, DumpResult Result)> DumpAsync(string connectionString, DumpOptions? options = null, Action<DatabaseSettings>? change = null)
    {
        var payload = new MemoryStream();
        var result = await Connector(connectionString, change).DumpAsync(payload, options ?? new DumpOptions(), Token);
        return (payload.ToArray(), result);
    }

    private static Task<RestoreResult> RestoreAsync(PostgresDatabase database, byte[] payload, DumpResult dumped, Action<DatabaseSettings>? change = null) =>
        Connector(database.ConnectionString, change).RestoreAsync(new MemoryStream(payload), new() { ExpectedTables = dumped.Tables }, Token);
}
