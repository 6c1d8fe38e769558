using System.Buffers.Binary;
using System.Formats.Tar;

namespace DbBackup.Archives;

/// <summary>
/// The 512-byte block before every entry: POSIX.1-2017, pax, "ustar Interchange Format", and GNU tar's numbers in base 256.
/// </summary>
/// <param name="block">The block.</param>
internal readonly ref struct TarHeader(Span<byte> block)
{
    /// <summary>A tar is a sequence of blocks of this many bytes.</summary>
    public const int BlockSize = 512;

    /// <summary>The longest name that fits.</summary>
    public const int NameSize = 100;

    /// <summary>The largest number in eleven octal digits: the length of a file just below 8 GiB, a time in the year 2242.</summary>
    public const long LargestNumber = (1L << 33) - 1;

    private const int ChecksumAt = 148;
    private const int ChecksumSize = 8;
    private readonly Span<byte> _block = block;

    /// <summary>The name, without what ustar stores in front of it.</summary>
    public ReadOnlySpan<byte> Name => Text(0, NameSize);

    /// <summary>The target of a link.</summary>
    public ReadOnlySpan<byte> LinkName => Text(157, NameSize);

    /// <summary>The folder in front of the name. GNU tar keeps other things at this place and says so by its magic.</summary>
    public ReadOnlySpan<byte> Prefix => _block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(345, 155) : default;

    /// <summary>The mode bits; <see langword="null"/> when it is no number.</summary>
    public long? Mode => Number(100, 8);

    /// <summary>The content's length; <see langword="null"/> when it is no number.</summary>
    public long? Length => Number(124, 12);

    /// <summary>Seconds since 1970; <see langword="null"/> when it is no number.</summary>
    public long? ModifiedAt => Number(136, 12);

    /// <summary>What the entry is.</summary>
    public TarEntryType Type => (TarEntryType)_block[156];

    /// <summary>Whether the block holds nothing, as the last two of a tar do.</summary>
    public bool IsEmpty => !_block.ContainsAnyExcept((byte)0);

    /// <summary>Whether the block is as it was written.</summary>
    public bool HasRightChecksum => Number(ChecksumAt, ChecksumSize) == Checksum();

    /// <summary>Fills the block. Owner and group are 0 and unnamed: a backup is of the media, and the ids of one machine mean nothing on another.</summary>
    public void Fill(ReadOnlySpan<byte> name, ReadOnlySpan<byte> linkName, TarEntryType type, UnixFileMode mode, long length, long modifiedAt)
    {
        _block.Clear();
        name.CopyTo(_block);
        WriteNumber(100, 8, (long)mode);
        WriteNumber(108, 8, 0);
        WriteNumber(116, 8, 0);
        WriteNumber(124, 12, length);
        WriteNumber(136, 12, modifiedAt);
        _block[156] = (byte)type;
        linkName.CopyTo(_block[157..]);
        "ustar\000"u8.CopyTo(_block[257..]);
        WriteNumber(ChecksumAt, ChecksumSize - 1, Checksum());
        _block[ChecksumAt + ChecksumSize - 1] = (byte)' ';
    }

    /// <summary>The sum of all bytes, with spaces in place of the sum itself.</summary>
    private long Checksum()
    {
        var sum = 0L;
        for (var i = 0; i < BlockSize; i++)
            sum += i is >= ChecksumAt and < ChecksumAt + ChecksumSize ? (byte)' ' : _block[i];
        return sum;
    }

    private ReadOnlySpan<byte> Text(int at, int size)
    {
        var field = _block.Slice(at, size);
        return field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field;
    }

    private void WriteNumber(int at, int size, long value)
    {
        for (var i = at + size - 2; i >= at; i--, value >>= 3)
            _block[i] = (byte)('0' + (value & 7));
    }

    private long? Number(int at, int size)
    {
        var field = _block.Slice(at, size);
        if (field[0] >= 0x80)
            return BinaryNumber(field);
        var digits = field.Trim(" \0"u8);
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;
            value = (value << 3) | (byte)(digit - '0');
        }
        return value;
    }

    /// <summary>GNU tar's way with numbers that eleven octal digits cannot hold: two's complement, marked by the highest bit.</summary>
    private static long? BinaryNumber(ReadOnlySpan<byte> field)
    {
        if (field.Length <= 8 || field[0] is not (0x80 or 0xFF))
            return null;
        var sign = (byte)(field[0] == 0xFF ? 0xFF : 0);
        var fits = !field[1..^8].ContainsAnyExcept(sign) && (field[^8] ^ sign) < 0x80;
        return fits ? BinaryPrimitives.ReadInt64BigEndian(field[^8..]) : null;
    }
}
