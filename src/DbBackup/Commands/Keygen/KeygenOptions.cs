namespace DbBackup.Commands;

/// <summary>Where a new pair of keys goes.</summary>
public sealed record KeygenOptions
{
    /// <summary>The file for the private key. An existing file is never overwritten.</summary>
    public string Path { get; init; } = "backup.key";
}
