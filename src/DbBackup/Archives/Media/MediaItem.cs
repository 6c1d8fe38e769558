namespace DbBackup.Archives;

/// <summary>One thing below the media root as it stood when it was looked at.</summary>
/// <param name="Path">The path below the root, with <c>/</c>.</param>
/// <param name="FullPath">The path on this machine.</param>
/// <param name="Kind">What it is; <see cref="MediaKind.Missing"/> when it vanished after its folder was listed.</param>
/// <param name="Length">Bytes of a file; 0 for anything else.</param>
/// <param name="Mode">All twelve Unix mode bits; on Windows 0755 for folders and 0644 for files.</param>
/// <param name="ModifiedAt">The time of the last change, UTC, in steps of 100 ns.</param>
/// <param name="LinkTarget">A link's text, unchanged; empty for anything else.</param>
internal sealed record MediaItem(
    string Path, string FullPath, MediaKind Kind, long Length, UnixFileMode Mode, DateTime ModifiedAt, string LinkTarget)
{
    /// <summary>Looks at a path without following a link in its last component.</summary>
    public static MediaItem Look(string path, string fullPath)
    {
        var found = new FileInfo(fullPath);
        var kind = KindOf(found);
        return new MediaItem(
            path,
            fullPath,
            kind,
            kind is MediaKind.File ? found.Length : 0,
            kind is MediaKind.Missing ? default : MediaDisk.ModeOf(found, kind),
            kind is MediaKind.Missing ? default : found.LastWriteTimeUtc,
            kind is MediaKind.Link ? found.LinkTarget ?? "" : "");
    }

    /// <summary>What stands at a path, without following a link in its last component.</summary>
    public static MediaKind KindOf(string fullPath) => KindOf(new FileInfo(fullPath));

    private static MediaKind KindOf(FileInfo found) => found.Attributes switch
    {
        (FileAttributes)(-1) => MediaKind.Missing,
        var attributes when attributes.HasFlag(FileAttributes.ReparsePoint) && found.LinkTarget is not null => MediaKind.Link,
        var attributes when attributes.HasFlag(FileAttributes.Directory) => MediaKind.Folder,
        _ => MediaKind.File,
    };
}
