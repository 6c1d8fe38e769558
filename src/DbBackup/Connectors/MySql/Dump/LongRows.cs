using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Rows that do not fit into memory, by their keys: what is short of them at once, what is long piece by piece.</summary>
/// <param name="connection">The session, inside the snapshot, with no other query open.</param>
/// <param name="table">The table.</param>
/// <param name="keys">The keys.</param>
internal sealed class LongRows(MySqlConnection connection, MySqlTable table, IReadOnlyList<byte[][]> keys) : IRowValues
{
    // Characters of a text may have four bytes.
    private const long PieceBytes = 16 << 20, PieceCharacters = 4 << 20;

    private readonly byte[]?[] _short = new byte[table.Columns.Count][];
    private readonly bool[] _isNull = new bool[table.Columns.Count];
    private int _row = -1, _place = -1;
    private byte[] _piece = [];
    private long _pieceStart, _next;

    /// <inheritdoc/>
    public int Count => table.Columns.Count;

    private string Where => $" FROM {MySqlName.Quote(table.Name)} WHERE {string.Join(" AND ", table.Key.Zip(keys[_row], (column, value) => $"{MySqlName.Quote(column.Name)} = {MySqlValues.Literal(column, value)}"))}";

    /// <inheritdoc/>
    public bool Read()
    {
        if (++_row >= keys.Count)
            return false;
        _place = -1;
        using var command = new MySqlCommand(
            $"SELECT {string.Join(", ", table.Columns.Select(c => c.MayBeLong ? $"CAST({MySqlName.Quote(c.Name)} IS NULL AS BINARY)" : MySqlValues.Select(c)))}{Where}", connection);
        using var rows = command.ExecuteReader();
        if (!rows.Read())
            throw new BackupException($"Table {MySqlName.Quote(table.Name)}: a long row was not found again by its key. Run the backup again; if it happens again, report it.");
        for (var i = 0; i < _short.Length; i++)
        {
            _isNull[i] = rows.IsDBNull(i);
            _short[i] = _isNull[i] ? null : rows.Bytes(i);
            if (table.Columns[i].MayBeLong)
                _isNull[i] = _short[i]![0] == (byte)'1';
        }
        return !rows.Read() ? true : throw new BackupException($"Table {MySqlName.Quote(table.Name)}: two rows have one key. Repair the table, then run the backup again.");
    }

    /// <inheritdoc/>
    public bool IsNull(int place) => _isNull[place];

    /// <inheritdoc/>
    public int Copy(int place, long offset, byte[] buffer, int start, int count)
    {
        if (!table.Columns[place].MayBeLong)
            return Take(_short[place]!, offset, buffer, start, count);
        if (_place != place)
            (_place, _piece, _pieceStart, _next) = (place, [], 0, 1);
        var copied = 0;
        while (copied < count)
        {
            var some = Take(_piece, offset + copied - _pieceStart, buffer, start + copied, count - copied);
            copied += some;
            if (some == 0 && !NextPiece())
                break;
        }
        return copied;
    }

    private bool NextPiece()
    {
        var column = table.Columns[_place];
        var length = column.CharacterSet is null or "binary" && column.Type is not "json" ? PieceBytes : PieceCharacters;
        using var command = new MySqlCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT {MySqlValues.Piece(column, _next, length)}{Where}"), connection);
        using var rows = command.ExecuteReader();
        rows.Read();
        _pieceStart += _piece.Length;
        _piece = rows.Bytes(0);
        _next += length;
        return _piece.Length > 0;
    }

    private static int Take(byte[] from, long offset, byte[] buffer, int start, int count)
    {
        var some = (int)Math.Min(from.Length - offset, count);
        Array.Copy(from, offset, buffer, start, some);
        return some;
    }
}
