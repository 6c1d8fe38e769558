namespace DbBackup.Archives;

/// <summary>What stands at a path. A symbolic link is a link, whatever it points to.</summary>
internal enum MediaKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A file, or anything else that is neither folder nor link.</summary>
    File,

    /// <summary>A symbolic link.</summary>
    Link,
}
