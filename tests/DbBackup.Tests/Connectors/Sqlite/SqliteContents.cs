using System.Globalization;
using DbBackup.Connectors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>All that makes two databases equal: settings, schema text, and every value with its type, its bits and its row's id.</summary>
internal static class SqliteContents
{
    public static void AssertEqual(string expected, string actual, params string[] excludedTables) =>
        Assert.Equal(Read(expected, excludedTables), Read(actual, excludedTables));

    public static List<string> Read(string path, params string[] excludedTables)
    {
        using var session = SqliteSession.Open(path, SqliteOpenMode.ReadWrite, CancellationToken.None);
        var lines = new List<string>();
        foreach (var pragma in new[] { "encoding", "page_size", "auto_vacuum", "application_id", "user_version", "journal_mode", "integrity_check" })
        {
            if (pragma == "integrity_check")
                session.Execute("PRAGMA ignore_check_constraints=ON");
            lines.Add($"{pragma}={session.ReadText($"PRAGMA {pragma}")}");
        }
        var tables = new List<string>();
        using (var rows = session.Query("SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema ORDER BY type, name"))
        {
            while (rows.Read())
            {
                if (rows.Text(0) != "view" && excludedTables.Contains(rows.Text(2)))
                    continue;
                lines.Add($"{rows.Text(0)} {rows.Text(1)} on {rows.Text(2)}: {rows.Text(3)}");
                if (rows.Text(0) == "table" && rows.Int64(4) != 0)
                    tables.Add(rows.Text(1));
            }
        }
        foreach (var table in tables)
            ReadRows(session, table, lines);
        return lines;
    }

    private static void ReadRows(SqliteSession session, string table, List<string> lines)
    {
        var name = "\"" + table.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var columns = "*";
        if (!table.StartsWith("sqlite_", StringComparison.Ordinal) && FindRowid(session, name) is { } rowid)
            columns = rowid + ", *";
        using var rows = session.Query($"SELECT {columns} FROM {name} NOT INDEXED");
        while (rows.Read())
            lines.Add($"{table}: {string.Join(" | ", Enumerable.Range(0, rows.Count).Select(column => Value(rows, column)))}");
    }

    /// <summary>The name that means the rowid of this table: one that is no column of it.</summary>
    private static string? FindRowid(SqliteSession session, string name)
    {
        foreach (var rowid in new[] { "rowid", "_rowid_", "oid" })
        {
            try
            {
                using var rows = session.Query($"SELECT {rowid}, (SELECT count(*) FROM pragma_table_xinfo({SqlName.Literal(name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal))}) WHERE lower(name)='{rowid}') FROM {name} LIMIT 1");
                if (rows.Read() && rows.Int64(1) == 0)
                    return rowid;
            }
            catch (BackupException)
            {
                // WITHOUT ROWID.
            }
        }
        return null;
    }

    private static string Value(SqliteRows rows, int column) => rows.Type(column) switch
    {
        raw.SQLITE_NULL => "null",
        raw.SQLITE_INTEGER => "int " + rows.Int64(column).ToString(CultureInfo.InvariantCulture),
        raw.SQLITE_FLOAT => "real " + BitConverter.DoubleToInt64Bits(rows.Double(column)).ToString("x16", CultureInfo.InvariantCulture),
        raw.SQLITE_TEXT => "text " + Convert.ToHexString(rows.Bytes(column)),
        _ => "blob " + Convert.ToHexString(rows.Bytes(column)),
    };
}
