using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>What cannot be dumped ends with one line that names it and says what to do.</summary>
public sealed class SqliteBadInputTests : IDisposable
{
    private readonly SqliteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Data Source=:memory:", "memory")]
    [InlineData("Data Source=shared;Mode=Memory;Cache=Shared", "memory")]
    [InlineData("", "names no file")]
    [InlineData("Data Source=file:shop.db?mode=ro", "URI")]
    [InlineData("Data Source=shop.db;Password=canary", "encrypted")]
    [InlineData("Data Source=shop.db;Canary=1", "cannot be parsed")]
    [InlineData("Data Source=shop.db;Default Timeout=canary", "cannot be parsed")]
    public void An_unusable_connection_string_is_a_configuration_error(string connectionString, string why)
    {
        var settings = new DatabaseSettings { Engine = "Sqlite", ConnectionString = connectionString };
        foreach (var create in new Func<DatabaseConnector>[] { () => new SqliteSnapshotConnector(settings, null), () => new SqliteSqlConnector(settings, null) })
        {
            var error = Assert.Throws<ConfigurationException>(create);
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", error.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_missing_file_is_a_clear_error_and_is_not_made(string kind)
    {
        await RefusedAsync(kind, _folder.Path("missing.db"), "does not exist");
        Assert.False(File.Exists(_folder.Path("missing.db")));
        await Assert.ThrowsAsync<BackupException>(() => _folder.Connector(kind, _folder.Path("missing.db")).InspectAsync(TestContext.Current.CancellationToken));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public Task A_folder_is_a_clear_error(string kind) => RefusedAsync(kind, Directory.CreateDirectory(_folder.Path("folder")).FullName, "is a folder");

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_file_that_is_no_database_is_a_clear_error(string kind)
    {
        await File.WriteAllTextAsync(_folder.Path("text.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        await RefusedAsync(kind, _folder.Path("text.db"), "is not a SQLite database, or it is encrypted");
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_damaged_database_is_a_clear_error(string kind)
    {
        var path = _folder.Create("damaged.db", "CREATE TABLE t(a,b); CREATE INDEX i ON t(b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) INSERT INTO t SELECT i, hex(i) FROM n");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 2, 4096).Fill(0xA5);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        await RefusedAsync(kind, path, "is damaged");
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_truncated_database_is_a_clear_error(string kind)
    {
        var path = _folder.Create("short.db", "CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) INSERT INTO t SELECT hex(i) FROM n");
        await using (var file = File.OpenWrite(path))
            file.SetLength(file.Length - 4096);
        await RefusedAsync(kind, path, "is damaged");
    }

    [Fact]
    public async Task Only_the_full_check_sees_an_index_that_disagrees_with_its_table()
    {
        var path = _folder.Create("index.db", """
            CREATE TABLE t(a); CREATE TABLE other(a); INSERT INTO t VALUES(1),(2); INSERT INTO other VALUES(3),(4); CREATE INDEX it ON t(a); CREATE INDEX io ON other(a);
            PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage=(SELECT rootpage FROM sqlite_schema WHERE name='io') WHERE name='it' ; DELETE FROM sqlite_schema WHERE name='io';
            """);
        using var payload = new MemoryStream();
        var error = await Assert.ThrowsAnyAsync<BackupException>(() =>
            _folder.Connector("snapshot", path, IntegrityCheck.Full).DumpAsync(payload, new DumpOptions(), TestContext.Current.CancellationToken));
        Assert.Contains("row 1 missing from index it", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_collation_of_the_application_is_refused_by_name(string kind)
    {
        var path = _folder.Path("collation.db");
        using (var connection = SqliteFolder.Open(path))
        {
            connection.CreateCollation("swedish", string.CompareOrdinal);
            SqliteFolder.Run(connection, "CREATE TABLE t(a TEXT COLLATE swedish UNIQUE); INSERT INTO t VALUES('x')");
        }
        await RefusedAsync(kind, path, "swedish");
    }

    [Fact]
    public async Task A_function_of_the_application_passes_in_a_snapshot_and_is_refused_by_name_in_a_script()
    {
        var path = _folder.Path("function.db");
        using (var connection = SqliteFolder.Open(path))
        {
            connection.CreateFunction("slug", (string text) => text, isDeterministic: true);
            SqliteFolder.Run(connection, "CREATE TABLE t(a TEXT, CHECK(slug(a)<>'')); CREATE TABLE ok(a); CREATE INDEX by_slug ON ok(slug(a)); INSERT INTO t VALUES('x')");
        }
        await _folder.DumpAsync("snapshot", path);
        await RefusedAsync("sql", path, "table t cannot be made from a script (no such function: slug)", "by_slug");
        var inspection = await _folder.Connector("sql", path).InspectAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, inspection.Refusals.Count);
    }

    [Fact]
    public async Task A_snapshot_cannot_leave_out_tables()
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a)");
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.DumpAsync("snapshot", path, new DumpOptions { ExcludeTables = ["t"] }));
        Assert.Contains("'sql'", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task Schemas_are_refused(string kind)
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a)");
        await Assert.ThrowsAsync<BackupException>(() => _folder.DumpAsync(kind, path, new DumpOptions { Schemas = ["main"] }));
        await Assert.ThrowsAsync<BackupException>(() => _folder.Connector(kind, path).RestoreAsync(
            new MemoryStream(), new RestoreOptions { ExpectedTables = [], Schemas = ["main"] }, TestContext.Current.CancellationToken));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_database_that_stays_locked_is_a_clear_error(string kind)
    {
        var path = _folder.Create("locked.db", "CREATE TABLE t(a)");
        using var writer = SqliteFolder.Open(path);
        SqliteFolder.Run(writer, "BEGIN EXCLUSIVE");
        await RefusedAsync(kind, path, "is in use");
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_hot_journal_is_rolled_back_and_what_it_undoes_is_not_dumped(string kind)
    {
        var path = _folder.Path("hot.db");
        using (var writer = SqliteFolder.Open(path))
        {
            SqliteFolder.Run(writer, "CREATE TABLE t(a); INSERT INTO t VALUES(1); PRAGMA cache_spill=1; PRAGMA cache_size=2; BEGIN; UPDATE t SET a=2; CREATE TABLE u AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<9999) SELECT hex(i) FROM n");
            foreach (var suffix in new[] { "", "-journal" })
                File.Copy(path + suffix, _folder.Path("crashed.db") + suffix);
        }
        var (_, result) = await _folder.DumpAsync(kind, _folder.Path("crashed.db"));
        Assert.Equal([new DbBackup.Catalog.TableRows("main.t", 1)], result.Tables);
        Assert.Equal(1L, SqliteFolder.Scalar(_folder.Path("crashed.db"), "SELECT a FROM t"));
    }

    [Fact]
    public async Task A_staging_folder_that_is_missing_is_made()
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a)");
        var connector = new SqliteSnapshotConnector(SqliteFolder.Settings(path), _folder.Path("new/staging"));
        await connector.DumpAsync(Stream.Null, new DumpOptions(), TestContext.Current.CancellationToken);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path("new/staging")));
    }

    [Fact]
    public async Task The_copy_of_a_killed_run_is_removed_and_that_of_a_live_one_is_not()
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a)");
        var staging = _folder.Path("staging");
        using var live = TemporaryDatabase.CreateIn(staging);
        var dead = Path.Combine(staging, $"dbbackup-{Guid.NewGuid():N}.tmp");
        foreach (var file in new[] { dead, dead + "-journal", live.Path + "-journal", Path.Combine(staging, "dbbackup-notes.tmp") })
            await File.WriteAllTextAsync(file, "left", TestContext.Current.CancellationToken);

        for (var run = 0; run < 2; run++)
            await new SqliteSnapshotConnector(SqliteFolder.Settings(path), staging).DumpAsync(Stream.Null, new DumpOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(
            new[] { "dbbackup-notes.tmp", Path.GetFileName(live.Path), Path.GetFileName(live.Path) + "-journal" }.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(staging).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_staged_file_of_a_killed_restore_is_removed_by_the_next()
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a)");
        var (payload, tables) = await _folder.DumpAsync("snapshot", path);
        foreach (var left in (string[])["", ".old-journal", ".old-wal"])
            await File.WriteAllTextAsync($"{path}.dbbackup-restore-{Guid.NewGuid():N}.tmp{left}", "left", TestContext.Current.CancellationToken);
        await _folder.RestoreAsync("snapshot", path, payload, tables.Tables);
        _folder.AssertNothingBeside(path);
    }

    [Fact]
    public async Task A_staging_folder_that_cannot_be_is_a_clear_error()
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a)");
        var connector = new SqliteSnapshotConnector(SqliteFolder.Settings(path), _folder.Path("one.db/below-a-file"));
        var error = await Assert.ThrowsAsync<BackupException>(() => connector.DumpAsync(Stream.Null, new DumpOptions(), TestContext.Current.CancellationToken));
        Assert.Contains("StagingPath", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_destination_that_fails_ends_the_dump_and_leaves_no_temporary_file(string kind)
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<50000) INSERT INTO t SELECT hex(i) FROM n");
        using var full = new FailingStream(failAt: 1);
        await Assert.ThrowsAsync<IOException>(() => _folder.Connector(kind, path).DumpAsync(full, new DumpOptions(), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_folder.Staging));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_cancelled_dump_ends_and_leaves_no_temporary_file(string kind)
    {
        var path = _folder.Create("one.db", "CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<50000) INSERT INTO t SELECT hex(i) FROM n");
        using var cancellation = new CancellationTokenSource();
        using var destination = new FailingStream(failAt: 1, cancellation.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _folder.Connector(kind, path).DumpAsync(destination, new DumpOptions(), cancellation.Token));
        Assert.Empty(Directory.GetFiles(_folder.Staging));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _folder.Connector(kind, path).DumpAsync(Stream.Null, new DumpOptions(), cancellation.Token));
    }

    private async Task RefusedAsync(string kind, string path, params string[] says)
    {
        var error = await Assert.ThrowsAnyAsync<BackupException>(() => _folder.DumpAsync(kind, path));
        Assert.All([path, .. says], text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Staging));
    }
}
