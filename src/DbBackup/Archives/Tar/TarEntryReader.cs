using System.Formats.Tar;
using System.Globalization;

namespace DbBackup.Archives;

/// <summary>
/// Reads a tar in pax, GNU or ustar format, strictly: whatever stock tar would guess at, skip or repair is an error here, for a backup that needs guessing is damaged.
/// It reads the source to its end, so that a source that checks its bytes can have its say.
/// </summary>
/// <param name="source">The tar. What it throws comes through unchanged. It stays open.</param>
/// <param name="subject">What it is, for errors: <c>media archive</c>.</param>
internal sealed class TarEntryReader(Stream source, string subject)
{
    /// <summary>More than any path has, and little enough not to matter.</summary>
    private const int LongestExtension = 1024 * 1024;

    private const long LongestContent = 1L << 60;
    private readonly byte[] _block = new byte[TarHeader.BlockSize];
    private long _content;
    private long _padding;
    private long _position;

    /// <summary>The next entry, or <see langword="null"/> after the last; then the source is at its end.</summary>
    /// <exception cref="DamagedBackupException">The tar is truncated or not well formed.</exception>
    /// <exception cref="BackupException">It has something that no backup has.</exception>
    public async Task<TarEntry?> NextAsync(CancellationToken token)
    {
        try
        {
            await SkipAsync(token).ConfigureAwait(false);
            return await ReadEntryAsync(new Extensions(), token).ConfigureAwait(false);
        }
        catch (FormatException e)
        {
            throw Damaged(e.Message, e);
        }
    }

    /// <summary>Reads some of the entry's content; 0 when there is no more.</summary>
    /// <exception cref="DamagedBackupException">The tar is truncated.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken token)
    {
        if (_content == 0)
            return 0;
        var read = await source.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _content)], token).ConfigureAwait(false);
        if (read == 0)
            throw Truncated();
        _content -= read;
        _position += read;
        return read;
    }

    private async Task<TarEntry?> ReadEntryAsync(Extensions extensions, CancellationToken token)
    {
        while (await ReadHeaderAsync(token).ConfigureAwait(false))
        {
            var type = new TarHeader(_block).Type;
            switch (type)
            {
                case TarEntryType.ExtendedAttributes:
                    extensions.Records = PaxRecords.Parse(await ReadExtensionAsync(token).ConfigureAwait(false));
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    RefuseGlobalNames(PaxRecords.Parse(await ReadExtensionAsync(token).ConfigureAwait(false)));
                    break;
                case TarEntryType.LongPath:
                    extensions.Name = LongText(await ReadExtensionAsync(token).ConfigureAwait(false));
                    break;
                case TarEntryType.LongLink:
                    extensions.LinkTarget = LongText(await ReadExtensionAsync(token).ConfigureAwait(false));
                    break;
                default:
                    return Begin(extensions);
            }
        }
        if (extensions.Any)
            throw Truncated();
        await DrainAsync(token).ConfigureAwait(false);
        return null;
    }

    private TarEntry Begin(Extensions extensions)
    {
        var header = new TarHeader(_block);
        var records = extensions.Records;
        if (records.Keys.Any(key => key.StartsWith("GNU.sparse.", StringComparison.Ordinal)))
            throw new BackupException($"The {subject} holds a sparse file, which no backup has; nothing was restored. Unpack it with GNU tar instead.");

        var length = records.TryGetValue(PaxRecords.Size, out var size) ? ParseLength(size) : header.Length ?? -1;
        if (length is < 0 or > LongestContent)
            throw new FormatException("an entry's length is no number");
        var entry = new TarEntry(
            header.Type is TarEntryType.V7RegularFile or TarEntryType.ContiguousFile ? TarEntryType.RegularFile : header.Type,
            records.GetValueOrDefault(PaxRecords.Path) ?? extensions.Name ?? FullName(header),
            records.GetValueOrDefault(PaxRecords.LinkPath) ?? extensions.LinkTarget ?? PaxRecords.Decode(header.LinkName),
            (UnixFileMode)((header.Mode ?? throw new FormatException("an entry's mode is no number")) & 0b111_111_111_111),
            length,
            records.TryGetValue(PaxRecords.ModifiedAt, out var time)
                ? TarTime.Parse(time)
                : TarTime.FromSeconds(header.ModifiedAt ?? throw new FormatException("an entry's time is no number")));
        Announce(length);
        return entry;
    }

    private static string FullName(TarHeader header)
    {
        var name = PaxRecords.Decode(header.Name);
        return header.Prefix.IsEmpty ? name : $"{PaxRecords.Decode(header.Prefix)}/{name}";
    }

    private static long ParseLength(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1;

    /// <summary>GNU tar ends such a name with a NUL; one elsewhere is left for the check of names to find.</summary>
    private static string LongText(ReadOnlySpan<byte> text) => PaxRecords.Decode(text is [.. var head, 0] ? head : text);

    /// <summary>A name or a length for all entries makes no sense but to deceive.</summary>
    private static void RefuseGlobalNames(Dictionary<string, string> records)
    {
        if (records.ContainsKey(PaxRecords.Path) || records.ContainsKey(PaxRecords.LinkPath) || records.ContainsKey(PaxRecords.Size))
            throw new FormatException("a global header names a file");
    }

    private async Task<byte[]> ReadExtensionAsync(CancellationToken token)
    {
        var length = new TarHeader(_block).Length ?? -1;
        if (length is < 0 or > LongestExtension)
            throw new FormatException("an extended header is too long");
        Announce(length);
        var extension = new byte[length];
        await ReadWholeAsync(extension, token).ConfigureAwait(false);
        _content = 0;
        await SkipAsync(token).ConfigureAwait(false);
        return extension;
    }

    private void Announce(long length)
    {
        _content = length;
        _padding = -length & (TarHeader.BlockSize - 1);
    }

    /// <returns><see langword="false"/> at the end of the tar.</returns>
    private async Task<bool> ReadHeaderAsync(CancellationToken token)
    {
        await ReadWholeAsync(_block, token).ConfigureAwait(false);
        if (!new TarHeader(_block).IsEmpty)
            return new TarHeader(_block).HasRightChecksum ? true : throw new FormatException("a header's checksum is wrong");
        await ReadWholeAsync(_block, token).ConfigureAwait(false);
        return new TarHeader(_block).IsEmpty ? false : throw new FormatException("an empty block stands between entries");
    }

    private async Task ReadWholeAsync(Memory<byte> buffer, CancellationToken token)
    {
        var read = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, token).ConfigureAwait(false);
        _position += read;
        if (read < buffer.Length)
            throw Truncated();
    }

    private async Task SkipAsync(CancellationToken token)
    {
        for (var left = _content + _padding; left > 0;)
        {
            var some = (int)Math.Min(left, _block.Length);
            await ReadWholeAsync(_block.AsMemory(0, some), token).ConfigureAwait(false);
            left -= some;
        }
        _content = _padding = 0;
    }

    /// <summary>Stock tar fills up its last record; whatever follows the end is not ours, but the source must see that it was read.</summary>
    private async Task DrainAsync(CancellationToken token)
    {
        while (await source.ReadAsync(_block, token).ConfigureAwait(false) > 0)
        {
        }
    }

    private DamagedBackupException Truncated() => Damaged("it ends too early");

    private DamagedBackupException Damaged(string what, Exception? cause = null) => new(
        $"The {subject} is damaged at byte {_position}: {what}. Nothing was restored; restore another backup.", cause);

    private sealed class Extensions
    {
        public Dictionary<string, string> Records { get; set; } = [];

        public string? Name { get; set; }

        public string? LinkTarget { get; set; }

        public bool Any => Records.Count > 0 || Name is not null || LinkTarget is not null;
    }
}
