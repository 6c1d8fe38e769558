using System.Text;

namespace DbBackup.Archives;

/// <summary>
/// A private folder on the media folder's file system: what a restore unpacks lies here until all of it is known to be good, and then what it replaces.
/// It is called <c>.dbbackup-restore-</c> and 32 hexadecimal digits. A lock on a file in it, which the system drops with the process, tells a live run from a killed one;
/// that file also names the root.
/// </summary>
internal sealed class MediaStaging : IDisposable
{
    private const string Prefix = ".dbbackup-restore-";
    private const string LockName = "lock", UnpackedName = "new", ReplacedName = "old", TrialName = "trial";
    private readonly string _path;
    private FileStream? _lock;

    private MediaStaging(string path, string root)
    {
        _path = path;
        _lock = new FileStream(Path.Join(path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        try
        {
            _lock.Write(Encoding.UTF8.GetBytes(root));
            _lock.Flush();
            Directory.CreateDirectory(Unpacked);
            Directory.CreateDirectory(Replaced);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the archive is unpacked.</summary>
    public string Unpacked => Path.Join(_path, UnpackedName);

    /// <summary>Where the old versions of replaced files lie.</summary>
    public string Replaced => Path.Join(_path, ReplacedName);

    /// <summary>The staging folder itself.</summary>
    public string FullPath => _path;

    /// <summary>Any open file on the file system.</summary>
    public FileStream Lock => _lock ?? throw new ObjectDisposedException(nameof(MediaStaging));

    /// <summary>Whether a name is that of a staging folder.</summary>
    public static bool IsStaging(string name) =>
        name.Length == Prefix.Length + 32 && name.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(name[Prefix.Length..], "N", out _);

    /// <summary>
    /// Creates a staging folder beside the root, where no web server finds it, or, if that is not allowed or another file system, in it. When the root does not exist, in the nearest folder above it that does.
    /// Leftovers of killed runs on this root are removed, but for those that hold old versions: they go after the next run that succeeds.
    /// </summary>
    /// <param name="root">The root, which is no link.</param>
    /// <exception cref="BackupException">Neither place can be written to.</exception>
    public static MediaStaging Create(string root)
    {
        RemoveLeftovers(root, withOldVersions: false);
        if (!Directory.Exists(root))
            return CreateIn(NearestFolder(root), root);
        var beside = Path.GetDirectoryName(root) is { } parent ? TryCreateBeside(parent, root) : null;
        return beside ?? CreateIn(root, root);
    }

    private static MediaStaging CreateIn(string folder, string root)
    {
        try
        {
            return CreateLocked(folder, root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The media folder {MediaPath.Quote(root)} cannot be written to: {MediaPath.OneLine(e.Message).TrimEnd('.')}. Nothing was restored.", e);
        }
    }

    private static MediaStaging? TryCreateBeside(string parent, string root)
    {
        MediaStaging? staging = null;
        try
        {
            staging = CreateLocked(parent, root);
            if (staging.CanMoveInto(root))
                return Interlocked.Exchange(ref staging, null);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            staging?.Dispose();
        }
    }

    /// <summary>Tries a rename: mounts, subvolumes and rights differ in ways that no other question finds out.</summary>
    private bool CanMoveInto(string root)
    {
        var before = Directory.GetLastWriteTimeUtc(root);
        var trial = Path.Join(root, Prefix + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Join(_path, TrialName));
        if (!MediaDisk.TryRename(Path.Join(_path, TrialName), trial))
            return false;
        Directory.Delete(trial);
        Directory.SetLastWriteTimeUtc(root, before);
        return true;
    }

    private static MediaStaging CreateLocked(string folder, string root)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = Path.Join(folder, Prefix + Guid.NewGuid().ToString("N"));
            MediaDisk.CreatePrivateFolder(path);
            try
            {
                return new MediaStaging(path, root);
            }
            catch (DirectoryNotFoundException) when (attempt < 3)
            {
                // Another run took the folder, still without its lock, for a leftover.
            }
        }
    }

    private static string NearestFolder(string path)
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder);
        return folder ?? path;
    }

    /// <summary>Removes what killed runs on this root left behind. What cannot be removed is left for the next time.</summary>
    public static void RemoveLeftovers(string root, bool withOldVersions)
    {
        foreach (var folder in Candidates(root).Concat(Candidates(NearestFolder(root))))
        {
            try
            {
                if (!File.Exists(Path.Join(folder, LockName)))
                    Directory.Delete(folder); // Killed before it had its lock. One that is not empty stays: a run has made its lock by now, or no restore made it.
                else if (IsLeftover(folder, root, withOldVersions))
                    Remove(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A live run holds the lock, or it is another user's.
            }
        }
    }

    private static string[] Candidates(string place)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(place, Prefix + "*", MediaTree.Everything)
                .Where(folder => IsStaging(Path.GetFileName(folder)) && MediaItem.KindOf(folder) is MediaKind.Folder)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Asks for the lock, which throws while a live run has it.</summary>
    private static bool IsLeftover(string folder, string root, bool withOldVersions)
    {
        using var reader = new StreamReader(new FileStream(Path.Join(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        var owner = reader.ReadToEnd();
        var old = Path.Join(folder, ReplacedName);
        return (owner.Length == 0 || owner == root) && (withOldVersions || !Directory.Exists(old) || IsEmpty(old));
    }

    // The lock last: by it alone the next run knows the rest, should this one be killed here.
    private static void Remove(string folder)
    {
        foreach (var part in ((string[])[UnpackedName, ReplacedName, TrialName]).Select(name => Path.Join(folder, name)).Where(Directory.Exists))
            MediaDisk.DeleteFolder(part);
        MediaDisk.DeleteFolder(folder);
    }

    private static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    /// <summary>Leaves the folder where it is, as the last place of old versions that could not be put back.</summary>
    public void Abandon()
    {
        _lock?.Dispose();
        _lock = null;
    }

    /// <summary>Removes the folder. What the system will not let go is a leftover for the next run.</summary>
    public void Dispose()
    {
        if (_lock is null)
            return;
        Abandon();
        try
        {
            Remove(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
