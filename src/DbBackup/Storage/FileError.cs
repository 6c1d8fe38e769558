namespace DbBackup.Storage;

/// <summary>What an exception of the file system means. .NET keeps the errno, or the Win32 code, in <see cref="Exception.HResult"/>.</summary>
internal static class FileError
{
    /// <summary>Whether the file system itself failed, rather than the code that used it. A file beyond the file system's limit (EFBIG) is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public static bool IsOne(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>Disk full, or quota used up: ENOSPC, EDQUOT, ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.</summary>
    public static bool IsFull(Exception e) => e is IOException && (OperatingSystem.IsWindows()
        ? e.HResult is unchecked((int)0x80070070) or unchecked((int)0x80070027)
        : e.HResult == 28 || e.HResult == (OperatingSystem.IsLinux() ? 122 : 69));

    /// <summary>No right to it, or a read-only file system: EACCES, EPERM, EROFS, ERROR_WRITE_PROTECT.</summary>
    public static bool IsForbidden(Exception e) => e is UnauthorizedAccessException
        || (e is IOException && e.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070013) : 30));

    /// <summary>Somebody else has the file open and locked: EWOULDBLOCK, ERROR_SHARING_VIOLATION.</summary>
    public static bool IsHeld(Exception e) => e is IOException
        && e.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35);

    /// <summary>The system's own words, on one line and without a full stop. The path is left out: the message names what the user knows it by.</summary>
    public static string Reason(Exception e)
    {
        if (e is UnauthorizedAccessException)
            return "access is denied";
        var words = e.Message.ReplaceLineEndings(" ");
        var path = words.IndexOf(" : '", StringComparison.Ordinal);
        return (path < 0 ? words : words[..path]).TrimEnd('.', ' ');
    }

    /// <summary>There is no such file or folder, or something above it is no folder.</summary>
    public static bool IsMissing(Exception e) => e is FileNotFoundException or DirectoryNotFoundException;
}
