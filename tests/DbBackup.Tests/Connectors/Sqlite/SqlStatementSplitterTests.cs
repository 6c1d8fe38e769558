using System.Text;
using CsCheck;
using DbBackup.Connectors;
using SQLitePCL;

namespace DbBackup.Tests.Connectors.Sqlite;

public sealed class SqlStatementSplitterTests
{
    private static readonly string[] Pieces =
    [
        "CREATE", " ", "TRIGGER", "TEMP", "END", ";", ";", " ", "\n", "--", "- ", "/*", "*/", "/ ", "'", "\"", "`", "[", "]", "a", "x'00'", "BEGIN", "begin", "end", "create trigger",
        "1", ",", "(", ")", "é", "🐘", "; END", ";END;", "INSERT INTO t VALUES(';');",
    ];

    [Theory]
    [InlineData("SELECT ';';SELECT 2;", "SELECT ';';|SELECT 2;|")]
    [InlineData("a \"x;y\" `;` [;] 'it''s;' ; rest", "a \"x;y\" `;` [;] 'it''s;' ;| rest")]
    [InlineData("-- ;\nA;/* ; ' */B;", "-- ;\nA;|/* ; ' */B;|")]
    [InlineData("CREATE TRIGGER x BEGIN A;B; END;C;", "CREATE TRIGGER x BEGIN A;B; END;|C;|")]
    [InlineData("create temp trigger x begin select case 1 when 2 then 3 end; end;", "create temp trigger x begin select case 1 when 2 then 3 end; end;|")]
    [InlineData("CREATE TABLE trigger(a);B;", "CREATE TABLE trigger(a);|B;|")]
    [InlineData("a/**/;b/*/;*/;", "a/**/;|b/*/;*/;|")]
    [InlineData("a-b;c/d;e*f;", "a-b;|c/d;|e*f;|")]
    public void Statements_end_where_SQLite_ends_them(string sql, string expected)
    {
        foreach (var block in new[] { 1, 2, 3, 1000 })
            Assert.Equal(expected, string.Join('|', Split(sql, block)));
    }

    [Fact]
    public void It_agrees_with_sqlite3_complete()
    {
        using var folder = new SqliteFolder();
        folder.Create("loads the library.db", "");
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 25].Sample(pieces =>
        {
            var sql = string.Concat(pieces) + ";";
            var splitter = new SqlStatementSplitter();
            var statements = Split(sql, 1000, splitter);
            var isComplete = statements.Count > 1 && splitter.IsBetweenStatements;
            if (raw.sqlite3_complete(sql) == 1 != isComplete)
                throw new InvalidOperationException($"{sql} was split into {string.Join(" | ", statements)}");
        }, iter: 20_000);
    }

    private static List<string> Split(string sql, int block, SqlStatementSplitter? with = null)
    {
        var bytes = Encoding.UTF8.GetBytes(sql);
        var splitter = with ?? new SqlStatementSplitter();
        var (statements, start, at) = (new List<string>(), 0, 0);
        while (at < bytes.Length)
        {
            var (read, ended) = splitter.Advance(bytes.AsSpan(at, Math.Min(block, bytes.Length - at)));
            at += read;
            if (!ended)
                continue;
            statements.Add(Encoding.UTF8.GetString(bytes, start, at - start));
            start = at;
        }
        statements.Add(Encoding.UTF8.GetString(bytes, start, at - start));
        return statements;
    }
}
