using System.Buffers;
using System.Formats.Tar;
using System.Globalization;

namespace DbBackup.Archives;

/// <summary>Writes a tar in pax format. The same entries give the same bytes.</summary>
/// <param name="destination">Where the bytes go. It stays open.</param>
internal sealed class TarEntryWriter(Stream destination)
{
    private readonly ArrayBufferWriter<byte> _headers = new(2 * TarHeader.BlockSize);

    /// <summary>Two empty blocks end a tar.</summary>
    public const int EndLength = 2 * TarHeader.BlockSize;

    /// <summary>How many bytes an entry takes, with headers, content and padding.</summary>
    public long LengthOf(TarEntry entry)
    {
        Render(entry);
        return _headers.WrittenCount + entry.Length + Padding(entry.Length);
    }

    /// <summary>Writes an entry's headers. Its content and <see cref="EndContentAsync"/> follow.</summary>
    public async Task BeginAsync(TarEntry entry, CancellationToken token)
    {
        Render(entry);
        await destination.WriteAsync(_headers.WrittenMemory, token).ConfigureAwait(false);
    }

    /// <summary>Writes some of the content.</summary>
    public ValueTask ContentAsync(ReadOnlyMemory<byte> content, CancellationToken token) => destination.WriteAsync(content, token);

    /// <summary>Fills up the last block.</summary>
    /// <param name="missing">Bytes of the announced content that were not there; zeros take their place.</param>
    /// <param name="length">The announced length.</param>
    /// <param name="token">Stops.</param>
    public async Task EndContentAsync(long missing, long length, CancellationToken token)
    {
        for (var left = missing + Padding(length); left > 0;)
        {
            var zeros = (int)Math.Min(left, 64 * 1024);
            _headers.ResetWrittenCount();
            _headers.GetSpan(zeros)[..zeros].Clear();
            _headers.Advance(zeros);
            await destination.WriteAsync(_headers.WrittenMemory, token).ConfigureAwait(false);
            left -= zeros;
        }
    }

    /// <summary>Ends the tar.</summary>
    public async Task EndAsync(CancellationToken token) =>
        await destination.WriteAsync(new byte[EndLength], token).ConfigureAwait(false);

    private static int Padding(long length) => (int)(-length & (TarHeader.BlockSize - 1));

    private void Render(TarEntry entry)
    {
        _headers.ResetWrittenCount();
        var name = PaxRecords.Utf8.GetBytes(entry.Name);
        var target = PaxRecords.Utf8.GetBytes(entry.LinkTarget);
        var seconds = TarTime.PlainSeconds(entry.ModifiedAt);
        RenderExtended(entry, IsPlain(name), IsPlain(target), seconds is not null);
        NextBlock().Fill(Cut(name), Cut(target), entry.Type, entry.Mode, PlainLength(entry), seconds ?? 0);
    }

    private void RenderExtended(TarEntry entry, bool plainName, bool plainTarget, bool plainTime)
    {
        if (plainName && plainTarget && plainTime && entry.Length <= TarHeader.LargestNumber)
            return;
        var records = new ArrayBufferWriter<byte>();
        if (!plainName)
            PaxRecords.Append(records, PaxRecords.Path, entry.Name);
        if (!plainTarget)
            PaxRecords.Append(records, PaxRecords.LinkPath, entry.LinkTarget);
        if (entry.Length > TarHeader.LargestNumber)
            PaxRecords.Append(records, PaxRecords.Size, entry.Length.ToString(CultureInfo.InvariantCulture));
        if (!plainTime)
            PaxRecords.Append(records, PaxRecords.ModifiedAt, TarTime.Format(entry.ModifiedAt));

        NextBlock().Fill("././@PaxHeader"u8, default, TarEntryType.ExtendedAttributes, (UnixFileMode)0b110_100_100, records.WrittenCount, 0);
        _headers.Write(records.WrittenSpan);
        var padding = Padding(records.WrittenCount);
        _headers.GetSpan(TarHeader.BlockSize)[..padding].Clear();
        _headers.Advance(padding);
    }

    private TarHeader NextBlock()
    {
        var block = _headers.GetSpan(TarHeader.BlockSize)[..TarHeader.BlockSize];
        _headers.Advance(TarHeader.BlockSize);
        return new TarHeader(block);
    }

    private static long PlainLength(TarEntry entry) => entry.Length <= TarHeader.LargestNumber ? entry.Length : 0;

    private static bool IsPlain(ReadOnlySpan<byte> text) => text.Length <= TarHeader.NameSize && !text.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E);

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text) => text[..Math.Min(text.Length, TarHeader.NameSize)];
}
