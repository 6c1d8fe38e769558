using System.Text.Json.Nodes;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>What was asked for and is not there, is not carried or is empty: told apart by the exit code and by what is said.</summary>
public sealed class RequestTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>, IDisposable
{
    private readonly BackupApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("-n", "no_such_schema")]
    [InlineData("-x", "no_such_table")]
    [InlineData("-x", "nowhere.*")]
    public async Task A_name_that_matches_nothing_is_an_error(string option, string name)
    {
        _app.Configure("shop", (await cluster.CreateDatabaseAsync("CREATE TABLE t (i int)")).ConnectionString);
        var backup = await _app.RunAsync("backup", option, name);
        Assert.Equal(1, backup.ExitCode);
        Assert.Contains(name, backup.Error, StringComparison.Ordinal);
        Assert.Empty(_app.Backups);
    }

    [Fact]
    public async Task An_empty_database_is_a_backup_of_no_rows()
    {
        _app.Configure("shop", (await cluster.CreateDatabaseAsync()).ConnectionString);
        (await _app.RunAsync("backup")).Succeeded();
        Assert.Single(_app.Backups);
    }

    [Fact]
    public async Task An_invalid_index_is_refused_by_name_when_checked_and_when_backed_up()
    {
        var database = await cluster.CreateDatabaseAsync("CREATE TABLE t (i int); CREATE INDEX broken_index ON t (i)");
        await database.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken_index'::regclass");
        _app.Configure("shop", database.ConnectionString, ("Schema", "InProcess"));
        foreach (var verb in (string[])["check", "backup"])
        {
            var run = await _app.RunAsync(verb);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("broken_index", run.Output + run.Error, StringComparison.Ordinal);
        }
        Assert.Empty(_app.Backups);
    }

    [Fact]
    public async Task One_schema_and_one_table_left_out()
    {
        var source = await cluster.CreateDatabaseAsync("CREATE SCHEMA s; CREATE TABLE s.kept (i int); INSERT INTO s.kept VALUES (7); CREATE TABLE s.left_out (i int); CREATE TABLE public.other (i int)");
        var target = await cluster.CreateDatabaseAsync();
        _app.Configure("source", source.ConnectionString).Configure("target", target.ConnectionString);
        (await _app.RunAsync("backup", "-d", "source", "-n", "s", "-x", "s.left_out", "-q")).Succeeded();
        (await _app.RunAsync("restore", "-d", "target", "--from", "source", "--no-drop", "-y", "-q")).Succeeded();
        Assert.Equal(["s.kept"], await target.LinesAsync("SELECT relnamespace::regnamespace || '.' || relname FROM pg_class WHERE relkind = 'r' AND oid >= 16384"));
        Assert.Equal(["7"], await target.LinesAsync("SELECT i FROM s.kept"));
    }

    [Fact]
    public async Task The_next_key_is_right_after_a_restore_to_a_connection_string()
    {
        var source = await cluster.CreateDatabaseAsync("CREATE TABLE t (i serial PRIMARY KEY, j int GENERATED ALWAYS AS IDENTITY); INSERT INTO t SELECT FROM generate_series(1, 5)");
        var target = await cluster.CreateDatabaseAsync();
        _app.Configure("source", source.ConnectionString);
        (await _app.RunAsync("backup", "-q")).Succeeded();
        (await _app.RunAsync("restore", "--to", target.ConnectionString, "-y", "-q")).Succeeded();
        Assert.Equal(["6 | 6"], await target.LinesAsync("INSERT INTO t DEFAULT VALUES RETURNING i, j"));
        Assert.Equal(["5"], await source.LinesAsync("SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task A_dry_run_of_a_restore_names_what_the_target_lacks()
    {
        await cluster.CreateRolesAsync("passing owner");
        var source = await cluster.CreateDatabaseAsync("CREATE TABLE t (i int); ALTER TABLE t OWNER TO \"passing owner\"");
        _app.Configure("source", source.ConnectionString);
        (await _app.RunAsync("backup", "-q")).Succeeded();
        (await _app.RunAsync("restore", "--dry-run")).Succeeded();
        await source.ExecuteAsync("ALTER TABLE t OWNER TO postgres; DROP ROLE \"passing owner\"");

        var rehearsed = await _app.RunAsync("restore", "--dry-run");
        Assert.Equal(1, rehearsed.ExitCode);
        Assert.Contains("role \"passing owner\"", rehearsed.Error, StringComparison.Ordinal);
        (await _app.RunAsync("restore", "--dry-run", "--no-owner")).Succeeded();

        _app.Configure("source", "Host=127.0.0.1;Port=1;Database=d;Username=u");
        Assert.Equal(1, (await _app.RunAsync("restore", "--dry-run")).ExitCode);
    }

    [Fact]
    public async Task The_manifest_says_who_wrote_the_definitions_and_what_is_not_contained()
    {
        _app.Configure("shop", (await cluster.CreateDatabaseAsync("CREATE TABLE t (i int)")).ConnectionString);
        (await _app.RunAsync("backup")).Succeeded();
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Assert.Single(_app.Files, f => f.EndsWith(".manifest.json", StringComparison.Ordinal)), TestContext.Current.CancellationToken))!;
        Assert.Equal("InProcess", manifest["schema"]!.GetValue<string>());
        Assert.Equal(["roles", "tablespaces", "subscriptions' secrets", "settings of the server"], manifest["notContained"]!.AsArray().Select(n => n!.GetValue<string>()));
    }

    [Fact]
    public async Task Without_owners_and_privileges_everything_is_the_restoring_roles()
    {
        await cluster.CreateRolesAsync("somebody", "anybody");
        var source = await cluster.CreateDatabaseAsync("CREATE TABLE t (i int); ALTER TABLE t OWNER TO somebody; GRANT SELECT ON t TO anybody");
        var target = await cluster.CreateDatabaseAsync();
        _app.Configure("source", source.ConnectionString).Configure("target", target.ConnectionString);
        await _app.CopyAsync("source", "target", "--no-owner", "--no-privileges");
        Assert.Equal(["postgres | ∅"], await target.LinesAsync("SELECT relowner::regrole, relacl FROM pg_class WHERE relname = 't'"));
    }

    /// <summary><c>pg_dump</c> fails with one, as its text is larger than a string may be.</summary>
    [Fact]
    public async Task A_value_of_many_megabytes()
    {
        var megabytes = TestSettings.Get("DBBACKUP_TEST_LONG") == "1" ? 600 : 30;
        var source = await cluster.CreateDatabaseAsync("CREATE TABLE big (b bytea); ALTER TABLE big ALTER b SET STORAGE EXTERNAL");
        await source.ExecuteAsync($"INSERT INTO big SELECT decode(repeat('0123456789abcdef', {megabytes} * 131072 / 2), 'hex') || decode(repeat('fedcba9876543210', {megabytes} * 131072 / 2), 'hex')");
        var target = await cluster.CreateDatabaseAsync();
        _app.Configure("source", source.ConnectionString).Configure("target", target.ConnectionString);
        await _app.CopyAsync("source", "target");
        Assert.Equal(await source.LinesAsync("SELECT length(b), md5(b) FROM big"), await target.LinesAsync("SELECT length(b), md5(b) FROM big"));
    }
}
