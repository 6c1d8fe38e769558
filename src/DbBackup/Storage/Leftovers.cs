namespace DbBackup.Storage;

/// <summary>Temporary files of runs that were killed. A live run holds its own open, and with that locked; a dead one cannot.</summary>
internal static class Leftovers
{
    private const int Attempts = 5;

    /// <summary>Creates a temporary file and holds it. Between its creation and its lock another run may take it for a leftover; then another is made.</summary>
    /// <param name="choosePath">A new name each time.</param>
    /// <param name="create">Creates a file as <see cref="DurableFile.CreateNew"/> does.</param>
    /// <returns>The path that was chosen, and the open file.</returns>
    public static (string Path, FileStream Held) CreateHeld(Func<string> choosePath, Func<string, FileStream> create)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = choosePath();
            try
            {
                var held = create(path);
                if (File.Exists(path))
                    return (path, held);
                held.Dispose();
            }
            catch (IOException e) when (FileError.IsHeld(e) && attempt < Attempts)
            {
                // The other run holds it at this moment, and removes it.
            }
            if (attempt == Attempts)
                throw new IOException($"Another run removed '{path}' while it was made.");
        }
    }

    /// <summary>Removes those that nobody holds. None that stays is a reason to fail.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="isTemporaryName">Whether a file name is one of those that the caller gives.</param>
    /// <param name="own">A file of the caller's own that is held: where it looks dead as well, locks do not work (some network mounts), and nothing is removed.</param>
    public static void Remove(string folder, Func<string, bool> isTemporaryName, string own)
    {
        if (!IsLive(own))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }))
            if (path != own && isTemporaryName(Path.GetFileName(path)))
                RemoveIfDead(path);
    }

    private static void RemoveIfDead(string path)
    {
        try
        {
            using var dead = OpenAlone(path);
            File.Delete(path);
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            // Live, just removed by another run, or another user's: none is a reason to fail this run.
        }
    }

    private static bool IsLive(string path)
    {
        try
        {
            using var alone = OpenAlone(path);
            return false;
        }
        catch (IOException e) when (FileError.IsHeld(e))
        {
            return true;
        }
    }

    private static FileStream OpenAlone(string path) => new(path, new FileStreamOptions
    {
        Access = FileAccess.ReadWrite, // NFS grants an exclusive lock to writers only.
        Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
        BufferSize = 0,
    });
}
