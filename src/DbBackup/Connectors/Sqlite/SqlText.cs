using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace DbBackup.Connectors;

/// <summary>
/// Says how a text of one encoding goes into a script: as a literal when that brings back its very bytes, else as
/// <c>CAST(x'…' AS TEXT)</c>, which takes bytes in the database's encoding as they are.
/// </summary>
internal sealed class SqlText(string encoding)
{
    /// <summary>How many bytes of a text are turned into a script's at a time; even, so that it never splits a UTF-16 unit.</summary>
    public const int ChunkBytes = 32 << 10;

    // Of the control characters only tab and line feed are sure to pass sqlite3 as they are: it takes CR LF for a line's end.
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Except([9, 10]).Select(c => (byte)c)]);

    private readonly bool _isUtf8 = encoding == "UTF-8", _isBigEndian = encoding == "UTF-16be";

    /// <summary>Whether a literal brings back these bytes.</summary>
    public bool CanBeLiteral(ReadOnlySpan<byte> text) =>
        _isUtf8
            ? !text.ContainsAny(Controls) && Utf8.IsValid(text)
            : text.Length % 2 == 0 && IsPlainUtf16(MemoryMarshal.Cast<byte, ushort>(text));

    /// <summary>Writes the first characters of a text, quotes doubled.</summary>
    /// <returns>The number of bytes of the text that were written.</returns>
    public int Append(SqlScriptOutput output, ReadOnlySpan<byte> text)
    {
        var chunk = text[..Math.Min(text.Length, ChunkBytes)];
        if (_isUtf8)
        {
            AppendEscaped(output, chunk);
            return chunk.Length;
        }
        Span<char> characters = new char[chunk.Length / 2];
        var units = MemoryMarshal.Cast<byte, ushort>(chunk);
        for (var i = 0; i < units.Length; i++)
            characters[i] = (char)Unit(units[i]);
        if (char.IsHighSurrogate(characters[^1]))
            characters = characters[..^1];
        AppendEscaped(output, Encoding.UTF8.GetBytes(characters.ToArray()));
        return characters.Length * 2;
    }

    private static void AppendEscaped(SqlScriptOutput output, ReadOnlySpan<byte> utf8)
    {
        for (var quote = utf8.IndexOf((byte)'\''); quote >= 0; quote = utf8.IndexOf((byte)'\''))
        {
            output.Append(utf8[..(quote + 1)]);
            output.Append("'"u8);
            utf8 = utf8[(quote + 1)..];
        }
        output.Append(utf8);
    }

    // SQLite itself turns U+FFFE and U+FFFF into U+FFFD on the way from UTF-8 to UTF-16.
    private bool IsPlainUtf16(ReadOnlySpan<ushort> units)
    {
        for (var i = 0; i < units.Length; i++)
        {
            var unit = Unit(units[i]);
            if (unit is < 32 and not (9 or 10) or 0xFFFE or 0xFFFF || char.IsLowSurrogate((char)unit))
                return false;
            if (char.IsHighSurrogate((char)unit) && (++i == units.Length || !char.IsLowSurrogate((char)Unit(units[i]))))
                return false;
        }
        return true;
    }

    private ushort Unit(ushort stored) => _isBigEndian == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(stored) : stored;
}
