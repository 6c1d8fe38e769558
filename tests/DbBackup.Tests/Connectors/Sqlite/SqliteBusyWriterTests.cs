using DbBackup.Connectors;
using Microsoft.Data.Sqlite;

namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>Money moves between two tables all the while: every backup must hold the same sum.</summary>
public sealed class SqliteBusyWriterTests : IDisposable
{
    private const int Backups = 15;

    private readonly SqliteFolder _folder = new();

    public static TheoryData<string, string> Modes => new MatrixTheoryData<string, string>(["snapshot", "sql"], ["WAL", "DELETE", "TRUNCATE"]);

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Modes))]
    public async Task Every_backup_is_whole_and_keeps_the_sum_while_a_writer_hammers(string kind, string mode)
    {
        var path = _folder.Create("bank.db", $"""
            PRAGMA journal_mode={mode};
            CREATE TABLE savings(id INTEGER PRIMARY KEY, amount INT, filler BLOB); CREATE TABLE current(id INTEGER PRIMARY KEY, amount INT, filler BLOB); CREATE TABLE moves(n INTEGER PRIMARY KEY);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<3000) INSERT INTO savings SELECT i, 100, randomblob(900) FROM n;
            INSERT INTO current SELECT id, 100, filler FROM savings;
            """);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() => Hammer(path, stop.Token), TestContext.Current.CancellationToken);
        var states = new HashSet<object?>();
        for (var n = 0; n < Backups || (states.Count < 2 && !writer.IsCompleted); n++)
            states.Add(await BackUpAndCheckAsync(kind, path, n));
        await stop.CancelAsync();
        var moves = await writer;
        Assert.True(moves > 0);
        // Else nothing was written between two backups and the test proved nothing.
        Assert.True(states.Count > 1, $"{states.Count} states after {moves} moves");
    }

    [Theory, InlineData("WAL"), InlineData("DELETE")]
    public async Task Commits_during_the_copy_neither_reach_it_nor_make_it_begin_again(string mode)
    {
        var token = TestContext.Current.CancellationToken;
        var path = _folder.Create("bank.db", $"PRAGMA journal_mode={mode}; CREATE TABLE t(a, filler BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<3000) INSERT INTO t SELECT 0, randomblob(4000) FROM n");
        using var source = await SqliteSource.OpenSnapshotAsync(SqliteConnectionSettings.Parse(SqliteFolder.Settings(path), null), token);
        using var writer = SqliteFolder.OpenQuietly(path);
        if (mode == "WAL")
            SqliteFolder.Run(writer, "UPDATE t SET a=1");
        else
            Assert.Equal(5, Assert.Throws<SqliteException>(() => SqliteFolder.Run(writer, "UPDATE t SET a=1")).SqliteErrorCode);

        await File.WriteAllBytesAsync(_folder.Path("copy.db"), [], token);
        using (var copy = SqliteSession.Open(_folder.Path("copy.db"), SqliteOpenMode.ReadWrite, token))
            OnlineBackup.Copy(source, copy);
        Assert.Equal(0L, SqliteFolder.Scalar(_folder.Path("copy.db"), "SELECT max(a) FROM t"));
        Assert.Equal(3000L, SqliteFolder.Scalar(_folder.Path("copy.db"), "SELECT count(*) FROM t"));
    }

    private static long Hammer(string path, CancellationToken stop)
    {
        using var connection = SqliteFolder.Open(path);
        SqliteFolder.Run(connection, "PRAGMA busy_timeout=30000; PRAGMA wal_autocheckpoint=50");
        var moves = 0L;
        for (; !stop.IsCancellationRequested; moves++)
        {
            SqliteFolder.Run(connection, $"""
                BEGIN IMMEDIATE; UPDATE savings SET amount=amount-7 WHERE id={(moves * 7919 % 3000) + 1}; INSERT INTO moves VALUES({moves});
                UPDATE current SET amount=amount+7, filler=randomblob(900) WHERE id={(moves * 104729 % 3000) + 1}; COMMIT
                """);
        }
        return moves;
    }

    private async Task<object?> BackUpAndCheckAsync(string kind, string path, int number)
    {
        var (payload, result) = await _folder.DumpAsync(kind, path);
        var copy = _folder.Path($"copy-{number}.db");
        await _folder.RestoreAsync(kind, copy, payload, result.Tables);
        Assert.Equal("ok", SqliteFolder.Scalar(copy, "PRAGMA integrity_check"));
        Assert.Equal(600_000L, SqliteFolder.Scalar(copy, "SELECT (SELECT sum(amount) FROM savings)+(SELECT sum(amount) FROM current)"));
        Assert.Equal(SqliteFolder.Scalar(copy, "SELECT count(*)*7 FROM moves"), SqliteFolder.Scalar(copy, "SELECT 300000-sum(amount) FROM savings"));
        var moves = SqliteFolder.Scalar(copy, "SELECT count(*) FROM moves");
        File.Delete(copy);
        return moves;
    }
}
