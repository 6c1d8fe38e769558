using System.Globalization;
using System.Text;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>The COPY statements of dumps and restores. They run in sessions whose encoding is the database's own, so that no byte of a value changes.</summary>
/// <param name="encoding">That encoding.</param>
internal sealed class PgCopy(string encoding)
{
    /// <summary>Binary COPY.</summary>
    public const string Binary = "binary";

    /// <summary>Text COPY.</summary>
    public const string Text = "text";

    /// <summary>The one stream that is of no table.</summary>
    public const string LargeObjects = "large objects";

    /// <summary>Where large objects pass through on their way into a database.</summary>
    public const string LargeObjectTable = "pg_temp.dbbackup_large_objects";

    private const int LargeObjectPiece = 1 << 18;

    /// <summary>What loads a stream into its table.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="isFrozen">Whether no other session can look at the rows before they are committed, so that they may be written as rows that everybody sees.</param>
    public string From(NativeStream stream, bool isFrozen) => stream.Table is null
        ? $"COPY {LargeObjectTable} FROM STDIN (FORMAT binary)"
        : $"COPY {Target(stream)} FROM STDIN (FORMAT {stream.Format}{(isFrozen ? ", FREEZE" : "")})";

    /// <summary>A stream's table and columns.</summary>
    public string Target(NativeStream stream) =>
        Name(stream.Schema!) + "." + Name(stream.Table!) + (stream.Columns.Count > 0 ? $" ({Columns(stream.Columns)})" : "");

    /// <summary>What gives all rows of a table.</summary>
    public string To(TableSource table, string format) => table.Condition is null
        ? $"COPY {Name(table)}{(table.Columns.Count > 0 ? $" ({Columns(table.Columns)})" : "")} TO STDOUT (FORMAT {format})"
        : $"COPY (SELECT {Columns(table.Columns)} FROM ONLY {Name(table)} {table.Condition}) TO STDOUT (FORMAT {format})";

    /// <summary>What gives the rows in some of a table's pages.</summary>
    /// <param name="table">The table.</param>
    /// <param name="format">The format.</param>
    /// <param name="from">The first page.</param>
    /// <param name="to">The first page that is not in it; <see langword="null"/> for all that follow.</param>
    public string ToSlice(TableSource table, string format, long from, long? to)
    {
        var end = to is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND ctid < '({to},0)'::pg_catalog.tid");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"COPY (SELECT {Columns(table.Columns)} FROM ONLY {Name(table)} WHERE ctid >= '({from},0)'::pg_catalog.tid{end}) TO STDOUT (FORMAT {format})");
    }

    /// <summary>What gives all large objects in pieces. A hole in one comes as zeros, which it reads as.</summary>
    public static string ToLargeObjects() =>
        $"""
        COPY (SELECT m.oid, p.place, p.data FROM (SELECT oid FROM pg_largeobject_metadata ORDER BY oid) m CROSS JOIN LATERAL (
            WITH RECURSIVE piece(place, data) AS (
                SELECT 0::int8, lo_get(m.oid, 0, {LargeObjectPiece})
                UNION ALL SELECT place + {LargeObjectPiece}, lo_get(m.oid, place + {LargeObjectPiece}, {LargeObjectPiece}) FROM piece WHERE length(data) = {LargeObjectPiece}
            ) SELECT place, data FROM piece) p) TO STDOUT (FORMAT binary)
        """;

    /// <summary>A text in quotes, as such a session reads it.</summary>
    public string Literal(string text) => IsPlain(text) ? PgName.Literal(text) : $"U&'{Escaped(text, '\'')}'";

    private string Name(string name) => IsPlain(name) ? PgName.Quote(name) : $"U&\"{Escaped(name, '"')}\"";

    // Where a character cannot be sent in the session's encoding as this program writes it, in UTF-8, its number can.
    private bool IsPlain(string text) => encoding is "UTF8" or "SQL_ASCII" || !text.Any(c => c > 127);

    private static string Escaped(string text, char quote)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value == quote || rune.Value == '\\')
                escaped.Append(rune).Append(rune);
            else if (rune.Value < 128)
                escaped.Append(rune);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\+{rune.Value:X6}");
        return escaped.ToString();
    }

    private string Name(TableSource table) => Name(table.Schema) + "." + Name(table.Name);

    private string Columns(IReadOnlyList<string> columns) => string.Join(", ", columns.Select(Name));
}
