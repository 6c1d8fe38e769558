namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>What both connectors carry.</summary>
public sealed class SqliteRoundTripTests : IDisposable
{
    private const string Everything = """
        PRAGMA application_id=1234567; PRAGMA user_version=42;
        CREATE TABLE customer(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, since TEXT DEFAULT CURRENT_TIMESTAMP);
        INSERT INTO customer(name, since) VALUES('Ada','2020-01-01'),('O''Brien; DROP','2021-02-03'),('tmp','x'); DELETE FROM customer WHERE id=3;
        CREATE TABLE plain(a, b); INSERT INTO plain(rowid,a,b) VALUES(7,'1',1),(-5,'1.0',1.0),(9223372036854775807,NULL,''),(100,x'','' );
        CREATE TABLE hidden(rowid TEXT, oid TEXT, _rowid_ TEXT); INSERT INTO hidden VALUES('a','b','c'),('d',NULL,'f');
        CREATE TABLE half_hidden(rowid TEXT); INSERT INTO half_hidden(_rowid_,rowid) VALUES(30,'x'),(20,'y');
        CREATE TABLE descending(id INTEGER PRIMARY KEY DESC, v); INSERT INTO descending(_rowid_,id,v) VALUES(4,1,'a'),(9,2,'b'),(12,NULL,'c');
        CREATE TABLE wide(k TEXT, n INT, v, PRIMARY KEY(n DESC, k)) WITHOUT ROWID; INSERT INTO wide VALUES('b',1,x'00ff'),('a',2,1e300),('a',1,-1);
        CREATE TABLE strictly(i INT, r REAL, t TEXT, b BLOB, a ANY) STRICT; INSERT INTO strictly VALUES(1,2,'3',x'04','5'),(NULL,NULL,NULL,NULL,5);
        CREATE TABLE generated(a INT, v INT AS (a*2) VIRTUAL, b TEXT, s TEXT AS (a||b) STORED, CHECK(a<100)); INSERT INTO generated(a,b) VALUES(1,'x'),(2,NULL);
        CREATE INDEX customer_name ON customer(name COLLATE NOCASE DESC) WHERE name<>''; CREATE UNIQUE INDEX by_expression ON plain(a || coalesce(b, '')) -- why not
        ;
        CREATE VIEW everyone AS SELECT name FROM customer /* all of them */; CREATE VIEW broken AS SELECT * FROM "no such table";
        CREATE TRIGGER kept AFTER INSERT ON customer WHEN new.id>0 BEGIN UPDATE plain SET a='changed;' WHERE rowid=7; SELECT CASE WHEN 1 THEN 2 END; END;
        CREATE TRIGGER on_view INSTEAD OF INSERT ON everyone BEGIN INSERT INTO customer(name) VALUES(new.name); END;
        CREATE TABLE "odd ""name"" [x] `y` 🐘
        line"("select" TEXT, "a;b" INT, "order by" , [brackets ' '] , "" TEXT); INSERT INTO "odd ""name"" [x] `y` 🐘
        line" VALUES('s',1,2,3,4);
        CREATE TABLE "group"("'" TEXT); CREATE INDEX "index;--" ON "group"("'"); INSERT INTO "group" VALUES(char(39,34,59,10,13,0,9,26));
        CREATE TABLE old_quotes(a TEXT DEFAULT "none", CHECK(a IN ("none","some"))); INSERT INTO old_quotes DEFAULT VALUES;
        PRAGMA ignore_check_constraints=ON; INSERT INTO generated(a,b) VALUES(1000,'breaks the rule');
        CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize='porter'); INSERT INTO docs VALUES('backup','running restores'),('b','second');
        CREATE VIRTUAL TABLE bare USING fts5(x, content=''); INSERT INTO bare(rowid,x) VALUES(10,'contentless words');
        CREATE VIRTUAL TABLE outside USING fts5(name, content='plain', content_rowid='rowid'); INSERT INTO outside(rowid,name) VALUES(7,'seven');
        CREATE VIRTUAL TABLE area USING rtree(id, x0, x1); INSERT INTO area VALUES(1,0.5,1.5),(2,-1,1);
        CREATE VIRTUAL TABLE old_docs USING fts4(a); INSERT INTO old_docs VALUES('fourth');
        CREATE TABLE empty(a); ANALYZE;
        """;

    private readonly SqliteFolder _folder = new();

    public static TheoryData<string, string> Encodings => new MatrixTheoryData<string, string>(["snapshot", "sql"], ["UTF-8", "UTF-16le", "UTF-16be"]);

    public static TheoryData<string, int, int> Pages => new MatrixTheoryData3(["snapshot", "sql"], [512, 1024, 4096, 65536], [0, 1, 2]).Rows;

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Encodings))]
    public async Task Every_kind_of_object_comes_back(string kind, string encoding)
    {
        var path = _folder.Create("all.db", $"PRAGMA encoding='{encoding}';" + Everything);
        var copy = await _folder.RoundTripAsync(kind, path);
        Assert.Equal(encoding, SqliteFolder.Scalar(copy, "PRAGMA encoding"));
        Assert.Equal(1L, SqliteFolder.Scalar(copy, "SELECT count(*) FROM docs WHERE docs MATCH 'restore'"));
        Assert.Equal(7L, SqliteFolder.Scalar(copy, "SELECT rowid FROM outside WHERE outside MATCH 'seven'"));
        Assert.Equal(10L, SqliteFolder.Scalar(copy, "SELECT rowid FROM bare WHERE bare MATCH 'words'"));
        Assert.Equal(1L, SqliteFolder.Scalar(copy, "SELECT id FROM area WHERE x1>1.2"));
        Assert.Equal(4L, SqliteFolder.Scalar(copy, "INSERT INTO customer(name) VALUES('next') RETURNING id"));
    }

    [Theory, MemberData(nameof(Encodings))]
    public async Task The_stock_program_opens_what_was_written(string kind, string encoding)
    {
        var path = _folder.Create("all.db", $"PRAGMA encoding='{encoding}';" + Everything);
        var (payload, _) = await _folder.DumpAsync(kind, path);
        var copy = _folder.Path("stock.db");
        if (kind == "sql")
            copy = _folder.LoadWithSqlite3(payload);
        else
            await File.WriteAllBytesAsync(copy, payload, TestContext.Current.CancellationToken);
        Assert.Equal("ok\n", SqliteFolder.Sqlite3(copy, "PRAGMA ignore_check_constraints=ON; PRAGMA integrity_check;"));
        Assert.Equal("backup\n", SqliteFolder.Sqlite3(copy, "SELECT title FROM docs WHERE docs MATCH 'run';"));
        SqliteContents.AssertEqual(path, copy);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_sizes_and_auto_vacuum_come_back(string kind, int pageSize, int autoVacuum)
    {
        var path = _folder.Create("pages.db", $"PRAGMA page_size={pageSize}; PRAGMA auto_vacuum={autoVacuum};" + Everything);
        var copy = await _folder.RoundTripAsync(kind, path);
        Assert.Equal((long)pageSize, SqliteFolder.Scalar(copy, "PRAGMA page_size"));
        Assert.Equal((long)autoVacuum, SqliteFolder.Scalar(copy, "PRAGMA auto_vacuum"));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task WAL_mode_and_rows_that_are_only_in_the_WAL_come_back(string kind)
    {
        var path = _folder.Path("wal.db");
        using var live = SqliteFolder.Open(path);
        SqliteFolder.Run(live, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t(a); INSERT INTO t VALUES(1),(2)");
        var copy = await _folder.RoundTripAsync(kind, path);
        Assert.Equal("wal", SqliteFolder.Scalar(copy, "PRAGMA journal_mode"));
        Assert.Equal(2L, SqliteFolder.Scalar(copy, "SELECT count(*) FROM t"));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_WAL_database_at_rest_is_left_as_it_was(string kind)
    {
        var path = _folder.Create("rest.db", "PRAGMA journal_mode=WAL; CREATE TABLE t(a)");
        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await _folder.Connector(kind, path).InspectAsync(TestContext.Current.CancellationToken);
        await _folder.DumpAsync(kind, path);
        _folder.AssertNothingBeside(path);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Encodings))]
    public async Task Texts_that_no_literal_can_carry_come_back(string kind, string encoding)
    {
        // As bytes: noncharacters, lone and swapped surrogates, overlong and cut-off UTF-8, byte order marks, NUL, CR LF.
        var path = _folder.Create("texts.db", $"""
            PRAGMA encoding='{encoding}'; CREATE TABLE t(a);
            INSERT INTO t SELECT CAST(column1 AS TEXT) FROM (VALUES
            (x'feff0041'),(x'fffe4100'),(x'ffff'),(x'fffeffff'),(x'd83d'),(x'3dd8'),(x'dc18d83d'),(x'18dc3dd8'),(x'c080'),(x'eda080'),(x'f09f90'),(x'ff'),(x'80'),(x'efbbbf41'),(x'410042'),(x'0d0a'),(x'0d000a00'),(x'000d000a'),(x''));
            """);
        await _folder.RoundTripAsync(kind, path);
        if (kind == "sql")
            SqliteContents.AssertEqual(path, _folder.LoadWithSqlite3((await _folder.DumpAsync(kind, path)).Payload));
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_database_without_tables_comes_back(string kind)
    {
        var path = _folder.Create("empty.db", "PRAGMA user_version=3; CREATE TABLE t(a); DROP TABLE t;");
        await _folder.RoundTripAsync(kind, path);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_file_of_zero_bytes_is_an_empty_database(string kind)
    {
        await File.WriteAllBytesAsync(_folder.Path("zero.db"), [], TestContext.Current.CancellationToken);
        var (payload, result) = await _folder.DumpAsync(kind, _folder.Path("zero.db"));
        Assert.Empty(result.Tables);
        Assert.Empty((await _folder.RestoreAsync(kind, _folder.Path("copy.db"), payload, [])).Tables);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task Rows_are_counted_for_every_table_that_has_its_own(string kind)
    {
        var path = _folder.Create("count.db", """
            CREATE TABLE a(x); INSERT INTO a VALUES(1),(2); CREATE TABLE b(k PRIMARY KEY) WITHOUT ROWID; CREATE TABLE c(id INTEGER PRIMARY KEY AUTOINCREMENT);
            CREATE VIRTUAL TABLE f USING fts5(t, content=''); CREATE VIEW v AS SELECT 1; ANALYZE
            """);
        var (_, result) = await _folder.DumpAsync(kind, path);
        Assert.Equal(["main.a", "main.b", "main.c", "main.f_data", "main.f_idx", "main.f_docsize", "main.f_config"], result.Tables.Select(t => t.Name));
        Assert.Equal([2, 0, 0], result.Tables.Take(3).Select(t => t.Rows));
        Assert.Equal("3.53.3", result.EngineVersion);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task A_link_to_a_database_is_followed_and_stays_a_link(string kind)
    {
        var path = _folder.Create("real.db", "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
        var link = _folder.Path("link.db");
        File.CreateSymbolicLink(link, path);
        var (payload, result) = await _folder.DumpAsync(kind, link);
        SqliteFolder.Run(path, "DELETE FROM t");
        await _folder.RestoreAsync(kind, link, payload, result.Tables);
        Assert.Equal(path, File.ResolveLinkTarget(link, true)?.FullName);
        Assert.Equal(1L, SqliteFolder.Scalar(path, "SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task The_snapshot_tells_its_size_before_it_sends()
    {
        var path = _folder.Create("size.db", Everything);
        long total = 0;
        var (payload, _) = await _folder.DumpAsync("snapshot", path, new DbBackup.Connectors.DumpOptions { TotalKnown = bytes => total = bytes });
        Assert.Equal(payload.Length, total);
    }

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public async Task Inspecting_tells_version_and_size_and_changes_nothing(string kind)
    {
        var path = _folder.Create("inspect.db", Everything);
        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var inspection = await _folder.Connector(kind, path).InspectAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("3.53.3", (long)before.Length), (inspection.EngineVersion, inspection.Bytes));
        Assert.Empty(inspection.Refusals);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    private sealed record MatrixTheoryData3(string[] Kinds, int[] Sizes, int[] Vacuums)
    {
        public TheoryData<string, int, int> Rows => [.. from kind in Kinds from size in Sizes from vacuum in Vacuums select (kind, size, vacuum)];
    }
}
