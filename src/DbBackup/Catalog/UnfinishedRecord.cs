namespace DbBackup.Catalog;

/// <summary>Says whose the bytes of a name are that may have no manifest.</summary>
/// <param name="FormatVersion">The record's own format.</param>
/// <param name="Name">The name of the bytes.</param>
/// <param name="RunId">The run that writes them, or wrote those that are deleted.</param>
/// <param name="Kind">Database or media.</param>
/// <param name="Database">The database's key in the configuration; <see langword="null"/> for media.</param>
/// <param name="Server">The server that they are filed under.</param>
/// <param name="Tool">Name and version of the program that wrote this.</param>
internal sealed record UnfinishedRecord(int FormatVersion, string Name, string RunId, BackupKind Kind, string? Database, string Server, string Tool)
{
    public const int CurrentFormatVersion = 1;

    /// <summary>The record of a backup that is about to be deleted.</summary>
    public static UnfinishedRecord Of(BackupManifest backup) =>
        new(CurrentFormatVersion, backup.Name, backup.RunId, backup.Kind, backup.Database, backup.Server, backup.Tool);
}
