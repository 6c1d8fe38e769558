namespace DbBackup.Commands;

/// <summary>Whose health to check; that of everything that is configured when nothing is set.</summary>
public sealed record HealthOptions
{
    /// <summary>Keys of databases; all, and media, when empty. An unknown or empty key is an error.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>The server whose backups are meant.</summary>
    public string? ServerName { get; init; }
}
