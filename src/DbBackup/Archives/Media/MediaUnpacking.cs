using System.Buffers;
using System.Formats.Tar;
using Microsoft.Win32.SafeHandles;

namespace DbBackup.Archives;

/// <summary>Unpacks a tar into an empty, private folder, and refuses whatever a media backup never holds. Folders get their mode and time later, when nothing is put into them any more.</summary>
/// <param name="folder">The empty folder.</param>
internal sealed class MediaUnpacking(string folder)
{
    private const int BufferSize = 256 * 1024;
    private readonly Dictionary<string, TarEntry?> _folders = [];

    /// <summary>All folders by their path below the root; <see langword="null"/> for those that the archive implies but does not name.</summary>
    public IReadOnlyDictionary<string, TarEntry?> Folders => _folders;

    /// <summary>Files and links unpacked.</summary>
    public long Files { get; private set; }

    /// <summary>Unpacks the whole source and reads it to its end.</summary>
    /// <exception cref="BackupException">The archive is damaged, or holds an entry that is refused, or the disk does.</exception>
    public async Task RunAsync(Stream source, CancellationToken token)
    {
        var tar = new TarEntryReader(source, "media archive");
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await tar.NextAsync(token).ConfigureAwait(false) is { } entry)
            {
                token.ThrowIfCancellationRequested();
                await UnpackAsync(entry, tar, buffer, token).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task UnpackAsync(TarEntry entry, TarEntryReader tar, byte[] buffer, CancellationToken token)
    {
        RefuseOddities(entry);
        var path = MediaPath.FromArchive(entry.Name, entry.Type is TarEntryType.Directory, OperatingSystem.IsWindows());
        if (path.Length == 0)
            return; // The root itself: its mode and time are the application's, not the archive's.
        Attempt(entry, () => RefuseDuplicate(path, entry));
        Attempt(entry, () => CreateFolders(MediaPath.FolderOf(path)));
        switch (entry.Type)
        {
            case TarEntryType.Directory:
                Attempt(entry, () => Directory.CreateDirectory(FullPath(path)));
                _folders[path] = entry;
                break;
            case TarEntryType.SymbolicLink:
                Attempt(entry, () => CreateLink(path, entry));
                Files++;
                break;
            default:
                await UnpackFileAsync(path, entry, tar, buffer, token).ConfigureAwait(false);
                Files++;
                break;
        }
    }

    internal static void RefuseOddities(TarEntry entry)
    {
        var refusal = entry.Type switch
        {
            TarEntryType.RegularFile => null,
            TarEntryType.Directory or TarEntryType.SymbolicLink when entry.Length > 0 => "has content although it is no file",
            TarEntryType.SymbolicLink when entry.LinkTarget.Length == 0 || entry.LinkTarget.Contains('\0') => "is a link to nowhere",
            TarEntryType.Directory or TarEntryType.SymbolicLink => null,
            TarEntryType.HardLink => "is a hard link",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "is a device",
            TarEntryType.Fifo => "is a pipe",
            _ => $"is of the unknown type 0x{(int)entry.Type:x2}",
        };
        if (refusal is not null)
            throw new BackupException($"The archive holds {MediaPath.Quote(entry.Name)}, which {refusal}; nothing was restored. Do not trust this archive, or unpack it with stock tar.");
    }

    /// <summary>Asks the disk, for it knows best which names are the same to it.</summary>
    private void RefuseDuplicate(string path, TarEntry entry)
    {
        var isImpliedFolder = entry.Type is TarEntryType.Directory && _folders.TryGetValue(path, out var known) && known is null;
        if (!isImpliedFolder && MediaItem.KindOf(FullPath(path)) is not MediaKind.Missing)
            throw new BackupException($"The archive holds {MediaPath.Quote(entry.Name)} twice; nothing was restored. Do not trust this archive.");
    }

    private void CreateFolders(string path)
    {
        if (path.Length == 0 || _folders.ContainsKey(path))
            return;
        CreateFolders(MediaPath.FolderOf(path));
        if (MediaItem.KindOf(FullPath(path)) is not MediaKind.Missing)
            throw new BackupException($"The archive holds entries below {MediaPath.Quote(path)}, which is no folder in it; nothing was restored. Do not trust this archive.");
        Directory.CreateDirectory(FullPath(path));
        _folders[path] = null;
    }

    private void CreateLink(string path, TarEntry entry)
    {
        File.CreateSymbolicLink(FullPath(path), entry.LinkTarget);
        if (!OperatingSystem.IsWindows())
            File.SetLastWriteTimeUtc(FullPath(path), entry.ModifiedAt);
    }

    private async Task UnpackFileAsync(string path, TarEntry entry, TarEntryReader tar, byte[] buffer, CancellationToken token)
    {
        using var file = Attempt(entry, () => File.OpenHandle(FullPath(path), FileMode.CreateNew, FileAccess.Write));
        for (var done = 0L; done < entry.Length;)
        {
            var read = await tar.ReadAsync(buffer, token).ConfigureAwait(false);
            await WriteAsync(file, buffer.AsMemory(0, read), done, entry, token).ConfigureAwait(false);
            done += read;
        }
        Attempt(entry, () => MediaDisk.Finish(file, entry.Mode, entry.ModifiedAt));
    }

    private static async Task WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> content, long at, TarEntry entry, CancellationToken token)
    {
        try
        {
            await RandomAccess.WriteAsync(file, content, at, token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotUnpacked(entry, e);
        }
    }

    private static void Attempt(TarEntry entry, Action step) => Attempt(entry, () =>
    {
        step();
        return true;
    });

    private static T Attempt<T>(TarEntry entry, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotUnpacked(entry, e);
        }
    }

    private static BackupException NotUnpacked(TarEntry entry, Exception cause) => new(
        $"{MediaPath.Quote(entry.Name)} cannot be unpacked: {MediaPath.OneLine(cause.Message).TrimEnd('.')}. Nothing was restored; make room or give the user that restores the right to write.", cause);

    private string FullPath(string path) => Path.Join(folder, path);
}
