using System.Buffers;
using System.Formats.Tar;
using DbBackup.Configuration;
using Microsoft.Win32.SafeHandles;

namespace DbBackup.Archives;

/// <summary>
/// Writes a media folder as a tar (pax format): path, mode and time of every file, folder and symbolic link below the root, in ordinal order, so that the same tree gives
/// the same bytes. The root itself, owners, access control lists and extended attributes are not stored; a file with several hard links is stored once for each.
/// Links are stored as links and never followed. Staging folders of restores are left out. Each file is as it stood when it was opened, not the folder as a whole at one moment.
/// </summary>
/// <param name="root">The media folder, itself possibly a link to one.</param>
/// <param name="tolerate">What may happen to a file while it is read without failing the run.</param>
internal sealed class MediaTarWriter(string root, IReadOnlyCollection<MediaTolerance> tolerate)
{
    private const int BufferSize = 256 * 1024;
    private readonly MediaTree _tree = new(root);

    /// <summary>Counts what a dump would hold, without opening files that have content.</summary>
    /// <exception cref="BackupException">The folder is missing, or holds what a dump would refuse.</exception>
    public Task<MediaSurvey> SurveyAsync(CancellationToken token) => Task.Run(() => Survey(token), token);

    private MediaSurvey Survey(CancellationToken token)
    {
        var tar = new TarEntryWriter(Stream.Null);
        var survey = new MediaSurvey(0, 0, TarEntryWriter.EndLength);
        foreach (var item in _tree.Walk(token).Where(item => item.Kind is not MediaKind.Missing))
            survey = new MediaSurvey(survey.Entries + 1, survey.FileBytes + item.Length, survey.TarBytes + tar.LengthOf(EntryOf(item)));
        return survey;
    }

    /// <summary>Writes the tar.</summary>
    /// <param name="destination">Where it goes. It stays open.</param>
    /// <param name="token">Stops between two buffers.</param>
    /// <exception cref="BackupException">
    /// The folder is missing or something in it cannot be read or carried, or a file changed or vanished meanwhile and that is not tolerated.
    /// </exception>
    public async Task<MediaDump> WriteAsync(Stream destination, CancellationToken token)
    {
        var tar = new TarEntryWriter(destination);
        var tolerated = new List<string>();
        var entries = 0L;
        foreach (var item in _tree.Walk(token))
        {
            var outcome = await WriteAsync(item, tar, token).ConfigureAwait(false);
            if (outcome is { } happened)
                tolerated.Add(Tolerated(item, happened));
            if (outcome is not MediaTolerance.Vanished)
                entries++;
        }
        await tar.EndAsync(token).ConfigureAwait(false);
        return new MediaDump(entries, tolerated);
    }

    private static async Task<MediaTolerance?> WriteAsync(MediaItem item, TarEntryWriter tar, CancellationToken token)
    {
        if (item.Kind is MediaKind.File)
            return await WriteFileAsync(item, tar, token).ConfigureAwait(false);
        if (item.Kind is MediaKind.Missing)
            return MediaTolerance.Vanished;
        await tar.BeginAsync(EntryOf(item), token).ConfigureAwait(false);
        return null;
    }

    private static async Task<MediaTolerance?> WriteFileAsync(MediaItem item, TarEntryWriter tar, CancellationToken token)
    {
        using var file = Open(item);
        if (file is null)
            return MediaTolerance.Vanished;
        var entry = EntryOf(item) with { Length = RandomAccess.GetLength(file), ModifiedAt = File.GetLastWriteTimeUtc(file) };
        await tar.BeginAsync(entry, token).ConfigureAwait(false);
        var read = await CopyAsync(file, item, entry.Length, tar, token).ConfigureAwait(false);
        await tar.EndContentAsync(entry.Length - read, entry.Length, token).ConfigureAwait(false);

        var isWhole = read == entry.Length && RandomAccess.GetLength(file) == entry.Length && File.GetLastWriteTimeUtc(file) == entry.ModifiedAt;
        return isWhole ? null : MediaTolerance.Changed;
    }

    /// <returns><see langword="null"/> when it vanished.</returns>
    private static SafeFileHandle? Open(MediaItem item)
    {
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(item.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            // Opening follows links, and a file may have been replaced by one since it was looked at.
            if (MediaItem.KindOf(item.FullPath) is not MediaKind.Link)
                return Interlocked.Exchange(ref file, null);
            throw new BackupException($"The media file {MediaPath.Quote(item.Path)} was replaced by a link while it was read. Run the backup again.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MediaTree.Unreadable(item.Path, e);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <returns>How many bytes there were, at most those announced.</returns>
    private static async Task<long> CopyAsync(SafeFileHandle file, MediaItem item, long length, TarEntryWriter tar, CancellationToken token)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length, 1, BufferSize));
        try
        {
            var done = 0L;
            while (done < length)
            {
                var wanted = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - done));
                var read = await ReadAsync(file, item, wanted, done, token).ConfigureAwait(false);
                if (read == 0)
                    break;
                await tar.ContentAsync(wanted[..read], token).ConfigureAwait(false);
                done += read;
            }
            return done;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(SafeFileHandle file, MediaItem item, Memory<byte> buffer, long at, CancellationToken token)
    {
        try
        {
            return await RandomAccess.ReadAsync(file, buffer, at, token).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw MediaTree.Unreadable(item.Path, e);
        }
    }

    private string Tolerated(MediaItem item, MediaTolerance happened)
    {
        if (tolerate.Contains(happened))
            return item.Path;
        var what = happened is MediaTolerance.Changed ? "changed" : "vanished";
        throw new BackupException(
            $"{MediaPath.Quote(item.Path)} in the media folder {what} while it was read. Run the backup again, or allow it with \"Media\": {{ \"Tolerate\": [\"{happened}\"] }}.");
    }

    private static TarEntry EntryOf(MediaItem item) => item.Kind switch
    {
        MediaKind.Folder => new TarEntry(TarEntryType.Directory, item.Path + "/", "", item.Mode, 0, item.ModifiedAt),
        MediaKind.Link => new TarEntry(TarEntryType.SymbolicLink, item.Path, item.LinkTarget, item.Mode, 0, item.ModifiedAt),
        _ => new TarEntry(TarEntryType.RegularFile, item.Path, "", item.Mode, item.Length, item.ModifiedAt),
    };
}
