namespace DbBackup.Commands;

/// <summary>What to drill; the newest backup of every configured database, and of the media folder where one is configured, when nothing is set.</summary>
public sealed record DrillOptions
{
    /// <summary>Keys of databases. An unknown or empty key is an error.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Only backups of this server; any when <see langword="null"/>.</summary>
    public string? ServerName { get; init; }

    /// <summary>The name of one backup in the storage, of a database or of media, instead of the newest.</summary>
    public string? InputFilename { get; init; }

    /// <summary>Is told of progress. What it throws is logged and has no effect.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
