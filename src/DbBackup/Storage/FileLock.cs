namespace DbBackup.Storage;

/// <summary>A lock that is an open file. The kernel frees it when the process ends, however it ends; the empty file stays, since removing it would let two runs lock two files of one name.</summary>
internal static class FileLock
{
    /// <returns>The open file, or <see langword="null"/> when this or another process has it.</returns>
    /// <exception cref="IOException">The file system has no locks.</exception>
    public static FileStream? TryTake(string path)
    {
        var taken = TryOpen(path);
        if (taken is null)
            return null;
        DurableFile.EnsureMode(taken);
        using var second = TryOpen(path);
        if (second is null)
            return taken;
        taken.Dispose();
        throw new IOException("the file system knows no locks, so that two runs could not be kept apart");
    }

    private static FileStream? TryOpen(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException e) when (FileError.IsHeld(e))
        {
            return null;
        }
    }
}
