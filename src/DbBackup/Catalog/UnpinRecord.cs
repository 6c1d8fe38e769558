namespace DbBackup.Catalog;

/// <summary>Says beside a manifest that its pin is void: manifests themselves are never written again.</summary>
/// <param name="FormatVersion">The record's own format.</param>
/// <param name="Name">The backup's name.</param>
/// <param name="BackupRunId">The run that made it.</param>
/// <param name="UnpinnedAt">When, UTC.</param>
/// <param name="Tool">Name and version of the program that wrote it.</param>
internal sealed record UnpinRecord(int FormatVersion, string Name, string BackupRunId, DateTimeOffset UnpinnedAt, string Tool)
{
    public const int CurrentFormatVersion = 1;
}
