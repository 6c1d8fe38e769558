using System.Formats.Tar;
using System.Text.Json;

namespace DbBackup.Archives;

/// <summary>
/// Writes a native archive. Several streams may write their parts at the same time; each part goes out whole, and the parts of one row
/// stay together. The same parts in the same order give the same bytes.
/// </summary>
/// <param name="destination">Where the bytes go. It stays open.</param>
internal sealed class NativeArchiveWriter(Stream destination) : IDisposable
{
    private readonly TarEntryWriter _tar = new(destination);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Writes the first entry.</summary>
    public Task BeginAsync(NativeBackup backup, CancellationToken token) =>
        EntryAsync(NativeFormat.Backup, JsonSerializer.SerializeToUtf8Bytes(backup, NativeJson.Indented.NativeBackup), token);

    /// <summary>Writes an entry that is held in memory.</summary>
    public async Task EntryAsync(string name, ReadOnlyMemory<byte> content, CancellationToken token)
    {
        await _tar.BeginAsync(Entry(name, content.Length), token).ConfigureAwait(false);
        await _tar.ContentAsync(content, token).ConfigureAwait(false);
        await _tar.EndContentAsync(0, content.Length, token).ConfigureAwait(false);
    }

    /// <summary>Writes the last entry.</summary>
    public async Task EndAsync(NativeManifest manifest, CancellationToken token)
    {
        await EntryAsync(NativeFormat.Manifest, JsonSerializer.SerializeToUtf8Bytes(manifest, NativeJson.Indented.NativeManifest), token).ConfigureAwait(false);
        await _tar.EndAsync(token).ConfigureAwait(false);
    }

    /// <summary>Waits for the turn to write parts.</summary>
    internal Task TakeTurnAsync(CancellationToken token) => _turn.WaitAsync(token);

    /// <summary>Gives the turn to the next stream.</summary>
    internal void GiveTurn() => _turn.Release();

    public void Dispose() => _turn.Dispose();

    /// <summary>No time and nobody's: the content is all that counts.</summary>
    private static TarEntry Entry(string name, long length) =>
        new(TarEntryType.RegularFile, name, "", UnixFileMode.UserRead | UnixFileMode.UserWrite, length, DateTime.UnixEpoch);
}
