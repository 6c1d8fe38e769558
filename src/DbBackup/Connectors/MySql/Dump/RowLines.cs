using System.Buffers;

namespace DbBackup.Connectors;

/// <summary>
/// Writes rows as <c>LOAD DATA</c> reads them: values between tabs, a line a row, <c>\N</c> for no value, and backslashes before
/// what would be mistaken. It stops when its buffer is full, within a value if need be, and goes on with the next.
/// </summary>
/// <param name="rows">The rows.</param>
internal sealed class RowLines(IRowValues rows)
{
    private const int Chunk = 32 << 10, Reserve = 8;

    private static readonly SearchValues<byte> Special = SearchValues.Create("\0\t\n\\"u8);

    private readonly int _columns = rows.Count;
    private readonly byte[] _scratch = new byte[Chunk];
    private bool _isInRow;
    private int _column;
    private long _offset;

    /// <summary>Rows that were written whole.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether all were.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Writes from a place of the buffer on.</summary>
    /// <returns>Where the bytes end, and where the last whole row does; as <paramref name="from"/> when none did.</returns>
    public (int Filled, int Boundary) Fill(byte[] buffer, int from)
    {
        var (filled, boundary) = (from, 0);
        while (true)
        {
            if (!_isInRow)
            {
                if (!rows.Read())
                {
                    IsAtEnd = true;
                    return (filled, boundary);
                }
                (_isInRow, _column, _offset) = (true, 0, 0);
            }
            for (; _column < _columns; _column++)
                if (!Write(buffer, ref filled))
                    return (filled, boundary);
            if (filled == buffer.Length)
                return (filled, boundary);
            buffer[filled++] = (byte)'\n';
            boundary = filled;
            _isInRow = false;
            Rows++;
        }
    }

    // What does not fit stays for the next buffer, from the same place of the same value.
    private bool Write(byte[] buffer, ref int filled)
    {
        if (buffer.Length - filled < Reserve)
            return false;
        if (_offset == 0 && _column > 0)
            buffer[filled++] = (byte)'\t';
        if (rows.IsNull(_column))
        {
            buffer[filled++] = (byte)'\\';
            buffer[filled++] = (byte)'N';
            return true;
        }
        while (true)
        {
            // Twice the room, as each byte may need a backslash.
            var room = Math.Min((buffer.Length - filled) / 2, Chunk);
            if (room == 0)
                return false;
            var read = rows.Copy(_column, _offset, buffer, filled, room);
            var first = buffer.AsSpan(filled, read).IndexOfAny(Special);
            filled = first < 0 ? filled + read : Escape(buffer, filled, read, first);
            if (read < room)
            {
                _offset = 0;
                return true;
            }
            _offset += read;
        }
    }

    private int Escape(byte[] buffer, int start, int length, int first)
    {
        var rest = _scratch.AsSpan(0, length - first);
        buffer.AsSpan(start + first, length - first).CopyTo(rest);
        for (var filled = start + first; ; )
        {
            var plain = rest.IndexOfAny(Special);
            if (plain < 0)
            {
                rest.CopyTo(buffer.AsSpan(filled));
                return filled + rest.Length;
            }
            rest[..plain].CopyTo(buffer.AsSpan(filled));
            filled += plain;
            buffer[filled++] = (byte)'\\';
            buffer[filled++] = rest[plain] switch { 0 => (byte)'0', (byte)'\t' => (byte)'t', (byte)'\n' => (byte)'n', var other => other };
            rest = rest[(plain + 1)..];
        }
    }
}
