using DbBackup.Catalog;
using DbBackup.Storage;

namespace DbBackup.Archives;

/// <summary>Restores a media tar into a folder that is gone afterwards, also when it fails; what a killed one left, the next removes.</summary>
internal static class MediaDrill
{
    private const string Name = "dbbackup-media-drill";

    /// <summary>Restores it and counts.</summary>
    /// <param name="payload">The tar. It is read to its end.</param>
    /// <param name="backup">Whose it is.</param>
    /// <param name="stagingPath">The folder for temporary copies; the system's own when <see langword="null"/>.</param>
    /// <param name="token">Stops.</param>
    /// <exception cref="BackupException">It cannot be restored, or holds another number of entries than its manifest says.</exception>
    public static async Task RunAsync(Stream payload, BackupManifest backup, string? stagingPath, CancellationToken token)
    {
        var folder = Path.GetFullPath(stagingPath ?? Path.GetTempPath());
        CreateFolder(folder);
        using var staging = MediaStaging.Create(Path.Join(folder, Name));
        var restored = Path.Join(staging.Unpacked, Name);
        await new MediaTarRestorer(restored, replace: false).RestoreAsync(payload, token).ConfigureAwait(false);
        var entries = Directory.Exists(restored) ? new MediaTree(restored).Walk(token).LongCount() : 0;
        if (backup.Entries is { } expected && expected != entries)
            throw new DamagedBackupException($"{backup.Name} restored {entries} entries, and its manifest says {expected}; take another backup.");
    }

    // An empty container has no temporary folder yet.
    private static void CreateFolder(string folder)
    {
        try
        {
            DurableFile.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"No scratch folder can be made in {folder}: {FileError.Reason(e)}. Check that the folder may be written, or set StagingPath.", e);
        }
    }
}
