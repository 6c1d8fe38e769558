namespace DbBackup.Archives;

/// <summary>
/// Restores a media tar: all of it or nothing. Everything is unpacked beside the media folder while the source is read to its end, where the source throws if its bytes are not those of
/// the backup; only then are the files moved into place. Files and folders get their stored permissions (without setuid, setgid and sticky) and time, links their text.
/// Existing files are kept and counted, or replaced one by one without a moment in which they are missing.
/// </summary>
/// <param name="root">The media folder, itself possibly a link to one. It is created when it does not exist.</param>
/// <param name="replace">Whether existing files and links give way, and existing folders take the stored mode and time.</param>
internal sealed class MediaTarRestorer(string root, bool replace)
{
    /// <inheritdoc cref="MediaMerge.BeforeMove"/>
    internal Action<string>? BeforeMove { get; init; }

    /// <summary>Restores the tar.</summary>
    /// <param name="source">The tar in pax, GNU or ustar format. It stays open, and what it throws comes through unchanged.</param>
    /// <param name="token">Stops, and leaves everything as it was.</param>
    /// <exception cref="BackupException">The archive or the media folder would not do; the folder is as it was.</exception>
    public async Task<MediaExtraction> RestoreAsync(Stream source, CancellationToken token)
    {
        var target = RealRoot();
        using var staging = MediaStaging.Create(target);
        var unpacking = new MediaUnpacking(staging.Unpacked);
        await unpacking.RunAsync(source, token).ConfigureAwait(false);
        // Content before names, or a power cut between the two leaves whole names of empty files.
        await MediaDisk.FlushAsync(staging.Lock.SafeFileHandle, token).ConfigureAwait(false);

        var merge = new MediaMerge(staging, target, unpacking.Folders, replace) { BeforeMove = BeforeMove };
        merge.Plan(token);
        await merge.ApplyAsync(token).ConfigureAwait(false);
        MediaStaging.RemoveLeftovers(target, withOldVersions: true);
        return new MediaExtraction(unpacking.Files - merge.Kept, merge.Kept);
    }

    private string RealRoot()
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var real = MediaItem.KindOf(path) is MediaKind.Link ? Directory.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : path;
        return MediaItem.KindOf(real) is MediaKind.File or MediaKind.Link
            ? throw new BackupException($"The media folder {MediaPath.Quote(root)} is a file. Move it away, or correct \"Media\": {{ \"Path\": … }}.")
            : real;
    }
}
