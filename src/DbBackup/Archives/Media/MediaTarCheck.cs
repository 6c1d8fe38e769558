using DbBackup.Catalog;

namespace DbBackup.Archives;

/// <summary>Reads a media tar to its end as a restore would, and unpacks nothing.</summary>
internal static class MediaTarCheck
{
    /// <summary>Reads it.</summary>
    /// <exception cref="BackupException">It is damaged, holds what a restore refuses, or another number of entries than its manifest says.</exception>
    public static async Task RequireWholeAsync(Stream payload, BackupManifest backup, CancellationToken token)
    {
        var tar = new TarEntryReader(payload, "media archive");
        var entries = 0L;
        while (await tar.NextAsync(token).ConfigureAwait(false) is { } entry)
        {
            MediaUnpacking.RefuseOddities(entry);
            MediaPath.FromArchive(entry.Name, entry.Type is System.Formats.Tar.TarEntryType.Directory, OperatingSystem.IsWindows());
            entries++;
        }

        if (backup.Entries is { } expected && expected != entries)
            throw new DamagedBackupException($"{backup.Name} holds {entries} entries, and its manifest says {expected}; restore another backup.");
    }
}
