namespace DbBackup.Commands;

/// <summary>Which backups to list; all when nothing is set.</summary>
public sealed record ListBackupsOptions
{
    /// <summary>Only backups of these databases. A key that is neither configured nor in the storage is an error.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Only backups of this server.</summary>
    public string? ServerName { get; init; }
}
