using SQLitePCL;

namespace DbBackup.Connectors;

/// <summary>The rows of a query, one at a time. What a row gives is valid until the next one is read.</summary>
internal sealed class SqliteRows(SqliteSession session, sqlite3_stmt statement) : IDisposable
{
    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Read()
    {
        // An interrupt ends only what runs at that moment: between two rows nothing does.
        session.Token.ThrowIfCancellationRequested();
        var code = raw.sqlite3_step(statement);
        session.Require(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Number of columns.</summary>
    public int Count => raw.sqlite3_column_count(statement);

    /// <summary>The storage class, as <c>SQLITE_TEXT</c>.</summary>
    public int Type(int column) => raw.sqlite3_column_type(statement, column);

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public double Double(int column) => raw.sqlite3_column_double(statement, column);

    /// <summary>Text as a string; empty for NULL. Not for values that must come back bit by bit.</summary>
    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    /// <summary>The bytes of a blob, or of a text in the database's own encoding.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();
}
