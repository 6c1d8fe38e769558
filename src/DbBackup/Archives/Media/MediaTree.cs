using System.Formats.Tar;
using System.IO.Enumeration;

namespace DbBackup.Archives;

/// <summary>
/// Everything below a media root: each folder before what is in it, names in ordinal order, so that the same tree gives the same sequence.
/// Links are never followed. Only the names of the folders on the way down are in memory.
/// </summary>
/// <param name="root">The media folder, itself possibly a link to one.</param>
internal sealed class MediaTree(string root)
{
    /// <summary>Lists hidden and system files too, and fails where a folder cannot be read.</summary>
    public static EnumerationOptions Everything => new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Walks the tree.</summary>
    /// <exception cref="BackupException">The root is missing, a folder cannot be read, or something is there that a tar of media cannot carry.</exception>
    public IEnumerable<MediaItem> Walk(CancellationToken token)
    {
        if (!Directory.Exists(root))
            throw new BackupException($"The media folder {MediaPath.Quote(root)} does not exist. Create it, or correct \"Media\": {{ \"Path\": … }}.");

        var open = new Stack<(string Path, List<string> Names, int Next)>();
        open.Push(("", NamesIn("") ?? [], 0));
        while (open.TryPop(out var folder))
        {
            if (folder.Next == folder.Names.Count)
                continue;
            token.ThrowIfCancellationRequested();
            open.Push(folder with { Next = folder.Next + 1 });
            var item = Look(MediaPath.Join(folder.Path, folder.Names[folder.Next]));
            var names = item.Kind is MediaKind.Folder ? NamesIn(item.Path) : [];
            if (names is { Count: > 0 })
                open.Push((item.Path, names, 0));
            yield return names is null ? item with { Kind = MediaKind.Missing } : item;
        }
    }

    private MediaItem Look(string path)
    {
        MediaItem item;
        try
        {
            item = MediaItem.Look(path, FullPath(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
        if (item.LinkTarget.Contains('\uFFFD') || (item.Kind is MediaKind.Missing && path.Contains('\uFFFD')))
            throw NotUtf8(path);
        if (item is { Kind: MediaKind.File, Length: 0 } && IsSpecial(item))
            throw new BackupException($"The media folder holds {MediaPath.Quote(path)}, a pipe, socket or device, which a backup cannot carry. Move it elsewhere.");
        return item;
    }

    /// <returns>The names in a folder in ordinal order; <see langword="null"/> when it vanished.</returns>
    private List<string>? NamesIn(string path)
    {
        try
        {
            // A bare enumerable: the usual calls would add the path in front of each of what may be a million names.
            var names = new FileSystemEnumerable<string>(FullPath(path), NameOf, Everything).Where(name => !MediaStaging.IsStaging(name)).ToList();
            names.Sort(string.CompareOrdinal);
            // Bytes that are not UTF-8 all read as U+FFFD, so that two names may look like one.
            for (var i = 1; i < names.Count; i++)
            {
                if (names[i] == names[i - 1])
                    throw NotUtf8(MediaPath.Join(path, names[i]));
            }
            return names;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }

        static string NameOf(ref FileSystemEntry entry) => entry.FileName.ToString();
    }

    /// <summary>
    /// Tells pipes, sockets and devices from empty files: they all show a length of 0, and opening a pipe would wait for ever.
    /// The framework has no question for this, but its tar writer looks before it opens.
    /// </summary>
    private static bool IsSpecial(MediaItem item)
    {
        const int TypeFlag = 156;
        var archive = new byte[3 * TarHeader.BlockSize];
        try
        {
            using var probe = new TarWriter(new MemoryStream(archive), TarEntryFormat.Gnu);
            probe.WriteEntry(item.FullPath, "x");
        }
        catch (NotSupportedException)
        {
            return false; // The archive is full: a file that has just got content.
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false; // It vanished, as whoever opens it will see.
        }
        catch (IOException)
        {
            return true; // A socket.
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unreadable(item.Path, e);
        }
        return (TarEntryType)archive[TypeFlag] is not TarEntryType.RegularFile;
    }

    private string FullPath(string path) => Path.Join(root, path);

    private static BackupException NotUtf8(string path) => new(
        $"The media folder holds {MediaPath.Quote(path)}, whose name or link target is not valid UTF-8, so that it could not be restored as it is. Rename it.");

    /// <summary>The error for what cannot be read.</summary>
    public static BackupException Unreadable(string path, Exception cause) => new(
        $"The media {(path.Length == 0 ? "folder" : MediaPath.Quote(path))} cannot be read: {MediaPath.OneLine(cause.Message).TrimEnd('.')}. Give the user that runs the backup the right to read it.", cause);
}
