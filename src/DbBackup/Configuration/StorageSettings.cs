namespace DbBackup.Configuration;

/// <summary>Where backups are kept.</summary>
public sealed class StorageSettings
{
    /// <summary><c>FileSystem</c>, or the kind of a storage that the application registered.</summary>
    public string Kind { get; set; } = "FileSystem";

    /// <summary>The folder, for <c>FileSystem</c>. Relative to the current folder; made when it is missing.</summary>
    public string Path { get; set; } = "backups";
}
