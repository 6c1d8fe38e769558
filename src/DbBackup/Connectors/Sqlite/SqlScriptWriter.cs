using System.Globalization;
using System.Text;
using DbBackup.Catalog;
using SQLitePCL;

namespace DbBackup.Connectors;

/// <summary>Writes a database as a script that <c>sqlite3</c> reads to an equal one: every value with its bits and its type.</summary>
internal sealed class SqlScriptWriter(SqliteSession session, SqliteSchema schema, Stream destination)
{
    private const int HexChunkBytes = 16 << 10;

    private readonly SqlScriptOutput _output = new(destination, session.Token);
    private readonly SqlText _text = new(session.ReadText("PRAGMA encoding"));
    private readonly StringBuilder _real = new();
    private readonly List<TableRows> _tables = [];

    /// <summary>The longest statement that is written, in bytes; what SQLite itself reads at most.</summary>
    public long LongestStatement { get; init; } = raw.sqlite3_limit(session.Handle, raw.SQLITE_LIMIT_SQL_LENGTH, -1);

    private string DumpedTables => string.Join(',', schema.Tables.Select(table => SqlName.Literal(table.Name)));

    /// <summary>Writes the whole script.</summary>
    /// <returns>The tables and their rows.</returns>
    public async Task<IReadOnlyList<TableRows>> WriteAsync()
    {
        var refusals = new List<string>();
        var madeByItself = schema.Rehearse(refusals, session.Token);
        if (refusals.Count > 0)
            throw new BackupException($"{session.Path}: {string.Join(' ', refusals)}");

        var others = schema.InternalTables.Where(table => table.Name != "sqlite_sequence").ToList();
        var writesSchema = others.Count > 0 || schema.VirtualTables.Any();
        WriteHead(writesSchema);
        foreach (var table in schema.Tables)
            await WriteTableAsync(table).ConfigureAwait(false);
        await WriteSequencesAsync(madeByItself).ConfigureAwait(false);
        foreach (var table in others)
            await WriteInternalTableAsync(table).ConfigureAwait(false);
        await WriteRestAsync(writesSchema).ConfigureAwait(false);
        return _tables;
    }

    private void WriteHead(bool writesSchema)
    {
        var encoding = session.ReadText("PRAGMA encoding");
        Line(SqlScript.Header(encoding));
        if (writesSchema)
            Line("-- It writes sqlite_schema: a sqlite3 that is defensive needs '.dbconfig defensive off' before it.");
        // Rules of the application were checked when the rows came in. Some would fail today: CHECK (day <= date('now')).
        Line("PRAGMA foreign_keys=OFF;\nPRAGMA ignore_check_constraints=ON;");
        Line($"PRAGMA encoding='{encoding}';");
        foreach (var pragma in new[] { "page_size", "auto_vacuum" })
            Line($"PRAGMA {pragma}={Number(session.ReadInt64($"PRAGMA {pragma}"))};");
        if (writesSchema)
            Line("PRAGMA writable_schema=ON;");
        Line("BEGIN;");
        foreach (var pragma in new[] { "application_id", "user_version" })
            Line($"PRAGMA {pragma}={Number(session.ReadInt64($"PRAGMA {pragma}"))};");
    }

    private async Task WriteTableAsync(SqliteObject table)
    {
        Line(table.Statement);
        var columns = SqliteTableColumns.Read(session, table.Name);
        var rows = await WriteRowsAsync(table.Name, columns).ConfigureAwait(false);
        _tables.Add(new TableRows(SqlName.Qualified(table.Name), rows));
    }

    // Inserting into tables with AUTOINCREMENT has filled this one already, but the next key may be further on.
    private async Task WriteSequencesAsync(HashSet<string> madeByItself)
    {
        var table = schema.InternalTables.FirstOrDefault(table => table.Name == "sqlite_sequence");
        if (table is null)
            return;
        if (!madeByItself.Contains(table.Name))
        {
            Line("CREATE TABLE dbbackup_makes_sqlite_sequence(id INTEGER PRIMARY KEY AUTOINCREMENT);");
            Line("DROP TABLE dbbackup_makes_sqlite_sequence;");
        }
        var ofDumped = $" WHERE name IN ({DumpedTables})";
        Line($"DELETE FROM sqlite_sequence{ofDumped};");
        var columns = new SqliteTableColumns(["name", "seq"], HasRowid: false, IsWhole: false);
        await WriteRowsAsync(table.Name, columns, ofDumped).ConfigureAwait(false);
    }

    private async Task WriteInternalTableAsync(SqliteObject table)
    {
        Line($"CREATE TABLE IF NOT EXISTS {table.Statement["CREATE TABLE ".Length..]}");
        var columns = SqliteTableColumns.Read(session, table.Name);
        await WriteRowsAsync(table.Name, columns, $" WHERE tbl IN ({DumpedTables})").ConfigureAwait(false);
    }

    private async Task WriteRestAsync(bool writesSchema)
    {
        // The rows of virtual tables are in ordinary ones, which are there by now: only the table in front of them is missing.
        foreach (var table in schema.VirtualTables)
        {
            var name = SqlName.Literal(table.Name);
            Line($"INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql) VALUES('table',{name},{name},0,{SqlName.Literal(table.Sql)});");
        }
        foreach (var item in schema.AfterData)
            Line(item.Statement);
        if (writesSchema)
            Line("PRAGMA writable_schema=OFF;");
        Line("COMMIT;");
        if (session.ReadText("PRAGMA journal_mode") == "wal")
            Line("PRAGMA journal_mode=WAL;");
        Line(SqlScript.End);
        await _output.FlushAsync().ConfigureAwait(false);
    }

    private async Task<long> WriteRowsAsync(string table, SqliteTableColumns columns, string where = "")
    {
        var names = string.Join(',', columns.Names);
        var insert = Encoding.UTF8.GetBytes($"INSERT INTO {SqlName.Quote(table)}{(columns.IsWhole ? "" : $"({names})")} VALUES(");
        // An index may disagree with its table, and a covering one would be read in its place.
        using var rows = session.Query($"SELECT {names} FROM main.{SqlName.Quote(table)} NOT INDEXED{where}");
        long count = 0;
        for (; rows.Read(); count++)
        {
            RequireStatementFits(rows, columns.Names.Count, insert.Length, table);
            _output.Append(insert);
            for (var column = 0; column < columns.Names.Count; column++)
            {
                if (column > 0)
                    _output.Append(","u8);
                await WriteValueAsync(rows, column).ConfigureAwait(false);
            }
            _output.Append(");\n"u8);
            await _output.FlushWhenFullAsync().ConfigureAwait(false);
        }
        return count;
    }

    private void RequireStatementFits(SqliteRows rows, int columns, int insertLength, string table)
    {
        const int aroundAValue = 600;
        long length = insertLength;
        for (var column = 0; column < columns; column++)
            length += aroundAValue + (rows.Type(column) is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? 2L * rows.Bytes(column).Length : 0);
        if (length > LongestStatement)
            throw new BackupException(
                $"{session.Path}: a row of table {table} is too large for a statement of SQL, which may have {Number(LongestStatement)} bytes. " +
                "Use the connector 'snapshot'.");
    }

    private ValueTask WriteValueAsync(SqliteRows rows, int column)
    {
        switch (rows.Type(column))
        {
            case raw.SQLITE_NULL:
                _output.Append("NULL"u8);
                return default;
            case raw.SQLITE_INTEGER:
                rows.Int64(column).TryFormat(_output.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
                _output.Advance(written);
                return default;
            case raw.SQLITE_FLOAT:
                SqlReal.Append(_real.Clear(), rows.Double(column));
                _output.Append(_real.ToString());
                return default;
            case raw.SQLITE_TEXT when _text.CanBeLiteral(rows.Bytes(column)):
                return WriteTextAsync(rows, column);
            case raw.SQLITE_TEXT:
                return WriteBytesAsync(rows, column, "CAST(x'", "' AS TEXT)");
            default:
                return WriteBytesAsync(rows, column, "x'", "'");
        }
    }

    private async ValueTask WriteTextAsync(SqliteRows rows, int column)
    {
        _output.Append("'"u8);
        for (var at = 0; at < rows.Bytes(column).Length;)
        {
            at += _text.Append(_output, rows.Bytes(column)[at..]);
            await _output.FlushWhenFullAsync().ConfigureAwait(false);
        }
        _output.Append("'"u8);
    }

    private async ValueTask WriteBytesAsync(SqliteRows rows, int column, string before, string after)
    {
        _output.Append(before);
        for (var at = 0; at < rows.Bytes(column).Length; at += HexChunkBytes)
        {
            AppendHex(rows.Bytes(column)[at..]);
            await _output.FlushWhenFullAsync().ConfigureAwait(false);
        }
        _output.Append(after);
    }

    private void AppendHex(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, HexChunkBytes)];
        Convert.TryToHexStringLower(bytes, _output.GetSpan(bytes.Length * 2), out var written);
        _output.Advance(written);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Line(string text)
    {
        _output.Append(text);
        _output.Append("\n"u8);
    }
}
