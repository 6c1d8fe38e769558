using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DbBackup.Connectors;

/// <summary>
/// One connection to a database file. It never waits for locks by itself, never outlives its owner in a pool, ends its statement within a
/// moment when <see cref="Token"/> is cancelled, and speaks of failures as <see cref="SqliteFailure"/>.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private CancellationTokenRegistration _interruption;

    private SqliteSession(SqliteConnection connection, string path, CancellationToken token) =>
        (_connection, Path, Token) = (connection, path, token);

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>Ends what runs.</summary>
    public CancellationToken Token { get; }

    /// <summary>The connection of the library underneath.</summary>
    public sqlite3 Handle => _connection.Handle!;

    /// <summary>Opens a file; <see cref="SqliteOpenMode.ReadOnly"/> and <see cref="SqliteOpenMode.ReadWrite"/> never make one.</summary>
    public static SqliteSession Open(string path, SqliteOpenMode mode, CancellationToken token) => Open(path, path, mode, token);

    /// <summary>
    /// Opens a file that nobody writes: without locks, without -wal and -shm, even when its header says WAL
    /// (https://sqlite.org/uri.html#uriimmutable). Messages call it <paramref name="name"/>.
    /// </summary>
    public static SqliteSession OpenImmutable(string path, string name, CancellationToken token)
    {
        var escaped = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return Open(name, $"file:{escaped}?immutable=1", SqliteOpenMode.ReadOnly, token);
    }

    /// <summary>Opens an empty database in memory.</summary>
    public static SqliteSession OpenInMemory(CancellationToken token) => Open("memory", ":memory:", SqliteOpenMode.Memory, token);

    /// <summary>Runs statements and ignores their rows.</summary>
    public void Execute(string sql) => Execute(Encoding.UTF8.GetBytes(sql));

    /// <summary>Runs statements, given in UTF-8, and ignores their rows.</summary>
    public void Execute(ReadOnlySpan<byte> sql)
    {
        while (!sql.IsEmpty)
        {
            Require(raw.sqlite3_prepare_v2(Handle, sql, out var statement, out sql));
            using (statement)
                RunToEnd(statement);
        }
    }

    /// <summary>Prepares a query.</summary>
    public SqliteRows Query(string sql)
    {
        Require(raw.sqlite3_prepare_v2(Handle, sql, out var statement));
        return new SqliteRows(this, statement);
    }

    /// <summary>The first column of the first row.</summary>
    public long ReadInt64(string sql)
    {
        using var rows = Query(sql);
        return rows.Read() ? rows.Int64(0) : throw NoAnswer();
    }

    /// <summary>The first column of the first row.</summary>
    public string ReadText(string sql)
    {
        using var rows = Query(sql);
        return rows.Read() ? rows.Text(0) : throw NoAnswer();
    }

    /// <summary>Turns a result code that is no success into its failure.</summary>
    public void Require(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        Token.ThrowIfCancellationRequested();
        var extended = raw.sqlite3_extended_errcode(Handle);
        throw SqliteFailure.Create((extended & 0xFF) == (code & 0xFF) ? extended : code, Path, raw.sqlite3_errmsg(Handle).utf8_to_string());
    }

    public void Dispose()
    {
        _interruption.Dispose();
        _connection.Dispose();
    }

    private static SqliteSession Open(string path, string dataSource, SqliteOpenMode mode, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = dataSource, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteFailure.Create(e.SqliteExtendedErrorCode, path, e.Message);
        }
        var session = new SqliteSession(connection, path, token);
        session._interruption = token.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), session.Handle);
        return session;
    }

    private SqliteFailure NoAnswer() => SqliteFailure.Create(raw.SQLITE_ERROR, Path, "no answer to a question about the database");

    private void RunToEnd(sqlite3_stmt statement)
    {
        if (statement.IsInvalid)
            return;
        int code;
        do
            code = raw.sqlite3_step(statement);
        while (code == raw.SQLITE_ROW);
        Require(code);
    }
}
