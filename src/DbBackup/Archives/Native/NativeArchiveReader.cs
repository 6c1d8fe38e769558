using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace DbBackup.Archives;

/// <summary>
/// Reads a native archive front to back and holds it against itself: every stream whole, in order, once, with the rows and hashes of the
/// manifest at its end.
/// </summary>
/// <param name="source">The archive. It stays open, and what it throws comes through unchanged.</param>
internal sealed class NativeArchiveReader(Stream source) : IDisposable
{
    /// <summary>A database with a hundred thousand tables stays far below it.</summary>
    private const long LongestText = 1L << 30;

    private readonly TarEntryReader _tar = new(source, "backup");
    private readonly Dictionary<string, Progress> _streams = new(StringComparer.Ordinal);
    private Progress? _inRow;
    private TarEntry? _pending;

    /// <summary>Reads the first entry.</summary>
    /// <exception cref="DamagedBackupException">It is not that of a native archive, or of a newer one.</exception>
    public async Task<NativeBackup> BeginAsync(CancellationToken token)
    {
        var entry = await NextAsync(token).ConfigureAwait(false);
        var backup = Parse(await TextOfAsync(entry, NativeFormat.Backup, token).ConfigureAwait(false), NativeFormat.Backup, NativeJson.Line.NativeBackup);
        if (backup.FormatVersion > NativeFormat.Version)
            throw new DamagedBackupException($"The backup has the format version {backup.FormatVersion}, this version reads up to {NativeFormat.Version}; update DbBackup.");
        foreach (var stream in backup.Streams)
            if (!_streams.TryAdd(stream.Id, new Progress(stream)))
                throw Damaged($"has the stream {stream.Id} twice");
        return backup;
    }

    /// <summary>Reads the script that must follow.</summary>
    public async Task<List<NativeStatement>> ScriptAsync(string name, CancellationToken token) =>
        StatementScript.Read(await TextOfAsync(_pending ?? await NextAsync(token).ConfigureAwait(false), name, token).ConfigureAwait(false), name);

    /// <summary>Reads the next part into <paramref name="buffer"/>, which must hold <see cref="NativeFormat.PartBytes"/>.</summary>
    /// <returns><see langword="null"/> when there are no more.</returns>
    public async Task<NativePart?> PartAsync(Memory<byte> buffer, CancellationToken token)
    {
        var entry = await NextAsync(token).ConfigureAwait(false);
        if (!NativeFormat.TryParsePart(entry.Name, out var id, out var number, out var end))
        {
            _pending = entry;
            return _streams.Values.FirstOrDefault(s => !s.IsEnded) is { } open ? throw Damaged($"lacks the end of stream {open.Stream.Id}") : null;
        }
        if (!_streams.TryGetValue(id, out var progress) || progress.IsEnded || number != progress.Parts + 1 || entry.Length > buffer.Length)
            throw Damaged($"has the part {entry.Name} where it cannot be");
        if (_inRow is not null && _inRow != progress)
            throw Damaged($"has the part {entry.Name} within a row of another stream");
        var content = buffer[..(int)entry.Length];
        await FillAsync(content, token).ConfigureAwait(false);
        progress.Add(content.Span, end);
        _inRow = end is PartEnd.InRow ? progress : null;
        return new(progress.Stream, number == 1, end, content);
    }

    /// <summary>Reads what follows the rows: the statements, and the manifest. Reads the source to its end.</summary>
    public async Task<(List<NativeStatement> PostData, NativeManifest Manifest)> EndAsync(CancellationToken token)
    {
        var statements = await ScriptAsync(NativeFormat.PostData, token).ConfigureAwait(false);
        await TextOfAsync(await NextAsync(token).ConfigureAwait(false), NativeFormat.Script, token).ConfigureAwait(false);
        var json = await TextOfAsync(await NextAsync(token).ConfigureAwait(false), NativeFormat.Manifest, token).ConfigureAwait(false);
        var manifest = Parse(json, NativeFormat.Manifest, NativeJson.Line.NativeManifest);
        if (await _tar.NextAsync(token).ConfigureAwait(false) is { } more)
            throw Damaged($"goes on after its end with {more.Name}");
        Compare(manifest);
        return (statements, manifest);
    }

    public void Dispose()
    {
        foreach (var stream in _streams.Values)
            stream.Dispose();
    }

    private async Task<TarEntry> NextAsync(CancellationToken token)
    {
        var entry = await _tar.NextAsync(token).ConfigureAwait(false) ?? throw Damaged("is truncated");
        return entry.Type is TarEntryType.RegularFile ? entry : throw Damaged($"holds {entry.Name}, which is no file");
    }

    private async Task<byte[]> TextOfAsync(TarEntry entry, string name, CancellationToken token)
    {
        _pending = null;
        if (entry.Name != name)
            throw Damaged($"has {entry.Name} in the place of {name}");
        if (entry.Length > LongestText)
            throw Damaged($"has an oversized {name}");
        var text = new byte[entry.Length];
        await FillAsync(text, token).ConfigureAwait(false);
        return text;
    }

    private async Task FillAsync(Memory<byte> content, CancellationToken token)
    {
        for (var done = 0; done < content.Length;)
            done += await _tar.ReadAsync(content[done..], token).ConfigureAwait(false);
    }

    private void Compare(NativeManifest manifest)
    {
        if (manifest.Streams.Count != _streams.Count)
            throw Damaged("has another number of streams than its manifest");
        foreach (var expected in manifest.Streams)
            if (!_streams.TryGetValue(expected.Id, out var found) || found.Bytes != expected.Bytes || found.Sha256 != expected.Sha256)
                throw Damaged($"has other bytes in stream {expected.Id} than its manifest says");
    }

    private static T Parse<T>(byte[] json, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new DamagedBackupException($"The backup's {name} cannot be read; restore another backup.", e);
        }
    }

    private static DamagedBackupException Damaged(string what) => new($"The backup {what}: it is damaged. Nothing was restored; restore another backup.");

    private sealed class Progress(NativeStream stream) : IDisposable
    {
        private IncrementalHash? _hash;

        public NativeStream Stream => stream;

        public int Parts { get; private set; }

        public long Bytes { get; private set; }

        public string? Sha256 { get; private set; }

        public bool IsEnded => Sha256 is not null;

        public void Add(ReadOnlySpan<byte> content, PartEnd end)
        {
            _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            _hash.AppendData(content);
            Bytes += content.Length;
            Parts++;
            if (end is not PartEnd.Stream)
                return;
            Sha256 = Convert.ToHexStringLower(_hash.GetCurrentHash());
            Dispose();
        }

        public void Dispose() => _hash?.Dispose();
    }
}
