using System.Runtime.Versioning;

namespace DbBackup.Storage;

/// <summary>
/// Files that survive a power loss and that nobody else can read: create, write, <see cref="Sync"/>, rename, <see cref="SyncDirectory"/>.
/// </summary>
/// <remarks>
/// Linux and macOS keep every promise here. Windows has no modes (files inherit the folder's rights) and no fsync of a folder
/// (NTFS journals the rename); FAT and many network mounts have no modes either. Each is then silently let be.
/// </remarks>
internal static class DurableFile
{
    private const UnixFileMode FileMode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode0700 = FileMode0600 | UnixFileMode.UserExecute;
    private const long BytesPerSyncAhead = 16 << 20;

    /// <summary>
    /// Creates a file that must not exist, mode 0600 whatever the umask, open for reading and writing. Others may read, rename or delete it
    /// meanwhile, but not write it. It has no buffer: write in large blocks.
    /// </summary>
    public static FileStream CreateNew(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 0,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);

        options.UnixCreateMode = FileMode0600;
        var file = new FileStream(path, options);
        try
        {
            EnsureMode(file);
            return file;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Gives an open file the mode 0600, when the umask took the owner's bits away as well. Does nothing on Windows.</summary>
    public static void EnsureMode(FileStream file)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            if (File.GetUnixFileMode(file.SafeFileHandle) != FileMode0600)
                File.SetUnixFileMode(file.SafeFileHandle, FileMode0600);
        }
        catch (Exception e) when (FileError.IsForbidden(e))
        {
            // A file system without modes: what the mount grants is what there is.
        }
    }

    /// <summary>Brings a file's data and metadata to disk (fsync; F_FULLFSYNC on macOS; FlushFileBuffers on Windows).</summary>
    /// <exception cref="IOException">The disk failed or is full: what was written may not be there.</exception>
    public static void Sync(FileStream file)
    {
        if (OperatingSystem.IsWindows())
        {
            file.Flush(flushToDisk: true);
            return;
        }
        // Not flushToDisk: on Unix .NET 10 drops the errors of fsync, EIO and ENOSPC among them, and the kernel tells them only once.
        file.Flush();
        UnixFileSystem.Sync(file.SafeFileHandle, file.Name);
    }

    /// <summary>
    /// Has the disk begin with what was written since <paramref name="begun"/>, some megabytes at a time, so that <see cref="Sync"/> has
    /// little left to wait for. Does nothing elsewhere than on Linux.
    /// </summary>
    /// <returns>Where the next call goes on.</returns>
    public static long SyncAhead(FileStream file, long begun)
    {
        var written = file.Position;
        if (written - begun < BytesPerSyncAhead)
            return begun;
        UnixFileSystem.BeginSync(file.SafeFileHandle, begun, written - begun);
        return written;
    }

    /// <summary>Brings a folder's entries to disk, so that a file made, renamed or deleted in it stays so. Does nothing on Windows.</summary>
    public static void SyncDirectory(string folder)
    {
        if (!OperatingSystem.IsWindows())
            UnixFileSystem.SyncDirectory(folder);
    }

    /// <summary>
    /// Makes a folder and those above it where they are missing, each mode 0700 whatever the umask and each brought to disk.
    /// A folder that exists keeps its mode.
    /// </summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(Path.GetFullPath(path));
        if (parent is not null)
            CreateDirectory(parent);
        CreateOneDirectory(path);
        if (parent is not null)
            SyncDirectory(parent);
    }

    /// <summary>Gives a file the mode, owner and group of the one that it will replace. Does nothing on Windows; on macOS the owner stays.</summary>
    public static void TakeOverRights(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            return;
        UnixFileSystem.TakeOverOwner(from, to);
        File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    /// <summary>
    /// Renames a file in one step; fails with an <see cref="IOException"/> when the new name exists, even when it came to be a moment ago.
    /// </summary>
    /// <remarks><see cref="File.Move(string, string)"/> looks first and renames then: of two writers both would win.</remarks>
    public static void MoveWithoutOverwriting(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            File.Move(from, to, overwrite: false);
        else
            UnixFileSystem.MoveWithoutOverwriting(from, to);
    }

    private static void CreateOneDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, FolderMode0700);
        EnsureMode(path);
    }

    [UnsupportedOSPlatform("windows")]
    private static void EnsureMode(string folder)
    {
        try
        {
            if (File.GetUnixFileMode(folder) != FolderMode0700)
                File.SetUnixFileMode(folder, FolderMode0700);
        }
        catch (Exception e) when (FileError.IsForbidden(e))
        {
            // As above.
        }
    }
}
