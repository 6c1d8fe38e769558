using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DbBackup.Storage;

/// <summary>The few calls of POSIX and Linux that .NET does not offer, or whose errors it keeps to itself. <see cref="DurableFile"/> is the only caller, on Unix only.</summary>
internal static partial class UnixFileSystem
{
    private const int Eperm = 1, Enoent = 2, Eintr = 4, Eacces = 13, Einval = 22, Erofs = 30, Enosys = 38;
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint NoReplace = 1;       // RENAME_NOREPLACE
    private const int FullSync = 51;        // F_FULLFSYNC
    private const uint BeginWriting = 2;    // SYNC_FILE_RANGE_WRITE
    private const uint OwnerAndGroup = 0x18; // STATX_UID | STATX_GID

    /// <summary>Brings a file to disk, and fails when the disk does.</summary>
    public static void Sync(SafeFileHandle file, string path)
    {
        // On macOS fsync stops at the disk's own cache.
        if (OperatingSystem.IsMacOS() && Control(file, FullSync) == 0)
            return;
        SyncUntilDone(() => SyncFile(file), path);
    }

    /// <summary>Has the system begin to write a part of a file to disk, and does not wait. It is a hint: what goes wrong is for <see cref="Sync"/> to tell.</summary>
    public static void BeginSync(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux())
            _ = SyncRange(file, offset, length, BeginWriting);
    }

    /// <summary>Brings a folder's entries to disk.</summary>
    public static void SyncDirectory(string folder)
    {
        // opendir rather than open: the value of O_DIRECTORY differs between processors, and opendir sets it and O_CLOEXEC by itself.
        var directory = OpenDirectory(folder);
        if (directory == 0)
            throw Failure(Marshal.GetLastPInvokeError(), folder);
        try
        {
            SyncUntilDone(() => SyncDescriptor(DirectoryDescriptor(directory)), folder);
        }
        finally
        {
            _ = CloseDirectory(directory);
        }
    }

    /// <summary>Renames in one step and fails when the new name exists, whoever made it and whenever.</summary>
    public static void MoveWithoutOverwriting(string from, string to)
    {
        if (TryRenameWithoutReplacing(from, to))
            return;
        // The way of POSIX: link fails when the name exists. A crash between the two calls leaves both names for the same whole file.
        if (Link(from, to) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw error is Eperm or Enosys || error == NotSupported
                ? new IOException($"The file system can neither rename without overwriting nor link : '{to}'")
                : Failure(error, to);
        }
        if (Unlink(from) != 0)
            throw Failure(Marshal.GetLastPInvokeError(), from);
    }

    /// <summary>Gives a file the owner and group of another. Only root can give files away: for anybody else the two are the same, or this is let be.</summary>
    public static void TakeOverOwner(string from, string to)
    {
        // statx, because its structure is the same on every processor: https://man7.org/linux/man-pages/man2/statx.2.html.
        if (!OperatingSystem.IsLinux())
            return;
        Span<uint> status = stackalloc uint[64];
        if (Status(CurrentFolder, from, 0, OwnerAndGroup, status) != 0)
            throw Failure(Marshal.GetLastPInvokeError(), from);
        if (ChangeOwner(to, status[5], status[6]) != 0 && Marshal.GetLastPInvokeError() is not Eperm and var error)
            throw Failure(error, to);
    }

    /// <returns>Whether the system and the file system know such a rename: macOS, older musl, NFS and some FUSE file systems do not.</returns>
    private static bool TryRenameWithoutReplacing(string from, string to)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            if (Rename(CurrentFolder, from, CurrentFolder, to, NoReplace) == 0)
                return true;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        var error = Marshal.GetLastPInvokeError();
        return error is Einval or Enosys || error == NotSupported ? false : throw Failure(error, to);
    }

    /// <summary>A file system that does not know fsync of such a thing (EINVAL: a pipe, a folder on some network mounts) is let be.</summary>
    private static void SyncUntilDone(Func<int> sync, string path)
    {
        while (sync() != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error is Einval or Erofs || error == NotSupported)
                return;
            if (error != Eintr)
                throw Failure(error, path);
        }
    }

    private static int NotSupported => OperatingSystem.IsLinux() ? 95 : 45;

    /// <summary>The exception that .NET itself would throw, so that callers translate one kind only.</summary>
    private static Exception Failure(int error, string path)
    {
        var message = $"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'";
        return error switch
        {
            Enoent => new FileNotFoundException(message, path),
            Eacces or Eperm => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenDirectory(string path);

    [LibraryImport("libc", EntryPoint = "dirfd", SetLastError = true)]
    private static partial int DirectoryDescriptor(nint directory);

    [LibraryImport("libc", EntryPoint = "closedir", SetLastError = true)]
    private static partial int CloseDirectory(nint directory);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncFile(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncRange(SafeFileHandle file, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unlink(string path);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<uint> status);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint owner, uint group);
}
