using System.Text;
using DbBackup.Catalog;
using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>What only the script does.</summary>
public sealed class SqliteSqlConnectorTests : IDisposable
{
    private const string Tables = """
        CREATE TABLE keep(a); INSERT INTO keep VALUES(1); CREATE TABLE audit_log(id INTEGER PRIMARY KEY AUTOINCREMENT, a); INSERT INTO audit_log(a) VALUES(1);
        CREATE TABLE Audit_more(a); CREATE INDEX audit_index ON audit_log(a); CREATE TRIGGER audit_trigger AFTER INSERT ON audit_log BEGIN SELECT 1; END;
        CREATE VIEW audit_view AS SELECT * FROM audit_log; CREATE TABLE kept_sequence(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO kept_sequence DEFAULT VALUES;
        CREATE VIRTUAL TABLE words USING fts5(w); INSERT INTO words VALUES('x'); ANALYZE;
        """;

    private readonly SqliteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("audit_*", new[] { "audit_log", "Audit_more" })]
    [InlineData("main.AUDIT_LOG", new[] { "audit_log" })]
    [InlineData("words", new[] { "words", "words_data", "words_idx", "words_content", "words_docsize", "words_config" })]
    public async Task Excluded_tables_go_with_their_indexes_and_triggers_and_views_stay(string pattern, string[] excluded)
    {
        var path = _folder.Create("source.db", Tables);
        var (payload, result) = await _folder.DumpAsync("sql", path, new DumpOptions { ExcludeTables = [pattern] });
        await _folder.RestoreAsync("sql", _folder.Path("copy.db"), payload, result.Tables);
        var internals = new[] { "sqlite_sequence", "sqlite_stat1" };
        SqliteContents.AssertEqual(path, _folder.Path("copy.db"), [.. excluded, .. internals]);
        SqliteContents.AssertEqual(_folder.LoadWithSqlite3(payload), _folder.Path("copy.db"));
        Assert.DoesNotContain(result.Tables, table => excluded.Contains(table.Name["main.".Length..]));
        Assert.Equal("audit_view", SqliteFolder.Scalar(_folder.Path("copy.db"), "SELECT name FROM sqlite_schema WHERE type='view'"));
    }

    [Theory]
    [InlineData("nothing_*", "no table matches 'nothing_*'")]
    [InlineData("audit_view", "no table matches 'audit_view'")]
    [InlineData("audit?log", "no table matches 'audit?log'")]
    [InlineData("words_data", "cannot be left out alone")]
    public async Task A_pattern_that_excludes_nothing_or_half_a_table_is_an_error(string pattern, string says)
    {
        var path = _folder.Create("source.db", Tables);
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.DumpAsync("sql", path, new DumpOptions { ExcludeTables = ["keep", pattern] }));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_script_that_ends_early_is_refused()
    {
        var path = _folder.Create("source.db", "CREATE TABLE t(a); INSERT INTO t VALUES('x;y'),('z'); CREATE INDEX i ON t(a)");
        var (payload, result) = await _folder.DumpAsync("sql", path);
        var target = _folder.Create("target.db", "CREATE TABLE old(a)");
        var before = await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken);
        // The very last byte is the line feed behind the last line.
        for (var length = 0; length < payload.Length - 1; length += 7)
        {
            await Assert.ThrowsAnyAsync<BackupException>(() => _folder.RestoreAsync("sql", target, payload[..length]));
            Assert.Equal(before, await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken));
        }
        await _folder.RestoreAsync("sql", target, payload, result.Tables);
    }

    [Theory]
    [InlineData("ATTACH '{0}' AS other; CREATE TABLE other.t(a);")]
    [InlineData("COMMIT; VACUUM INTO '{0}'; BEGIN;")]
    [InlineData("PRAGMA temp_store_directory='{0}';")]
    [InlineData("PRAGMA journal_mode=PERSIST;")]
    [InlineData("SELECT load_extension('{0}');")]
    [InlineData("CREATE VIRTUAL TABLE x USING fts5(a);")]
    [InlineData("CREATE TEMP TABLE x(a);")]
    [InlineData(".output {0}\n;")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) INSERT INTO t SELECT i FROM n;")]
    [InlineData("not sql at all;")]
    public async Task A_hostile_script_can_do_nothing_but_fill_its_database(string statement)
    {
        var path = _folder.Create("source.db", "CREATE TABLE t(a)");
        var (payload, _) = await _folder.DumpAsync("sql", path);
        var outside = _folder.Path("outside");
        var hostile = Encoding.UTF8.GetString(payload).Replace("COMMIT;\n", string.Format(null, statement, outside) + "\nCOMMIT;\n", StringComparison.Ordinal);
        Assert.Contains(statement[..8], hostile, StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync("sql", _folder.Path("target.db"), Encoding.UTF8.GetBytes(hostile)));
        Assert.Contains("the script cannot be run", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(outside));
        Assert.False(File.Exists(_folder.Path("target.db")));
    }

    [Fact]
    public async Task Text_that_is_no_script_of_this_format_is_refused()
    {
        foreach (var text in new[] { "", "PRAGMA foreign_keys=OFF;\nCREATE TABLE t(a);\n", new string('x', 1 << 20), "-- DbBackup SQLite script 2, encoding UTF-8\nCREATE TABLE t(a);\n" })
        {
            var error = await Assert.ThrowsAsync<DamagedBackupException>(() => _folder.RestoreAsync("sql", _folder.Path("target.db"), Encoding.UTF8.GetBytes(text)));
            Assert.Contains("is not a SQL script of this format", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_script_can_be_restored_into_what_exists()
    {
        var path = _folder.Create("source.db", Tables);
        var (payload, result) = await _folder.DumpAsync("sql", path, new DumpOptions { ExcludeTables = ["words"] });
        var target = _folder.Create("target.db", "PRAGMA journal_mode=WAL; CREATE TABLE own(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO own VALUES(5)");
        var restored = await _folder.RestoreAsync("sql", target, payload, result.Tables, noDrop: true);
        Assert.Contains(new TableRows("main.own", 1), restored.Tables);
        Assert.Contains(new TableRows("main.keep", 1), restored.Tables);
        Assert.Equal("wal", SqliteFolder.Scalar(target, "PRAGMA journal_mode"));
        Assert.Equal(6L, SqliteFolder.Scalar(target, "INSERT INTO own DEFAULT VALUES RETURNING id"));
    }

    [Fact]
    public async Task A_script_that_does_not_fit_what_exists_changes_nothing()
    {
        var path = _folder.Create("source.db", "CREATE TABLE keep(a)");
        var (payload, _) = await _folder.DumpAsync("sql", path);
        var target = _folder.Create("target.db", "PRAGMA journal_mode=WAL; CREATE TABLE keep(a); INSERT INTO keep VALUES('mine')");
        var before = SqliteContents.Read(target);
        var error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync("sql", target, payload, noDrop: true));
        Assert.Contains("table keep already exists", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, SqliteContents.Read(target));

        var other = _folder.Create("utf16.db", "PRAGMA encoding='UTF-16'; CREATE TABLE x(a); DROP TABLE x");
        error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync("sql", other, payload, noDrop: true));
        Assert.Contains("UTF-16le", error.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder.Path("text.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        error = await Assert.ThrowsAsync<BackupException>(() => _folder.RestoreAsync("sql", _folder.Path("text.db"), payload, noDrop: true));
        Assert.Contains("nothing can be restored into it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_too_large_for_a_statement_is_refused_by_its_table()
    {
        var path = _folder.Create("source.db", "CREATE TABLE small(a); INSERT INTO small VALUES(zeroblob(10000)); CREATE TABLE large(a); INSERT INTO large VALUES(zeroblob(100000))");
        using var session = SqliteSession.Open(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly, TestContext.Current.CancellationToken);
        var writer = new SqlScriptWriter(session, SqliteSchema.Read(session), Stream.Null) { LongestStatement = 100_000 };
        var error = await Assert.ThrowsAsync<BackupException>(writer.WriteAsync);
        Assert.Contains("a row of table large is too large", error.Message, StringComparison.Ordinal);
        Assert.Equal(1_000_000_000, new SqlScriptWriter(session, SqliteSchema.Read(session), Stream.Null).LongestStatement);
    }

    [Fact]
    public async Task Large_values_come_back()
    {
        var path = _folder.Create("source.db", """
            CREATE TABLE t(a); INSERT INTO t VALUES(randomblob(3000000)),(hex(randomblob(1000000)) || ''''),(CAST(randomblob(1000001) AS TEXT)),(replace(hex(zeroblob(300000)),'0','é''🐘'||char(10)));
            """);
        await _folder.RoundTripAsync("sql", path);
        SqliteFolder.Run(_folder.Path("wide.db"), "PRAGMA encoding='UTF-16be'; CREATE TABLE t(a); INSERT INTO t VALUES(replace(hex(zeroblob(300000)),'0','é''🐘'||char(10)))");
        await _folder.RoundTripAsync("sql", _folder.Path("wide.db"));
    }

    [Fact]
    public async Task A_sequence_without_its_table_and_statistics_of_other_versions_come_back()
    {
        var path = _folder.Create("source.db", """
            CREATE TABLE gone(id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE gone; CREATE TABLE t(a); CREATE INDEX i ON t(a); INSERT INTO t VALUES(1); ANALYZE;
            PRAGMA writable_schema=ON; CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample); INSERT INTO sqlite_stat4 VALUES('t','i','1','0','0',x'0109');
            """);
        var copy = await _folder.RoundTripAsync("sql", path);
        Assert.Equal("1 1", SqliteFolder.Scalar(copy, "SELECT stat FROM sqlite_stat1"));
    }
}
