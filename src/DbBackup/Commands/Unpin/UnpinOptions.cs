namespace DbBackup.Commands;

/// <summary>Which backups to unpin.</summary>
public sealed record UnpinOptions
{
    /// <summary>Names of backups in the storage.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
