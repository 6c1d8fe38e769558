namespace DbBackup.Commands;

/// <summary>Which backups to verify; the newest of each database and of the media of each server when nothing is set.</summary>
public sealed record VerifyOptions
{
    /// <summary>Names of backups in the storage.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Every backup of the storage.</summary>
    public bool All { get; init; }

    /// <summary>Only backups of this server.</summary>
    public string? ServerName { get; init; }

    /// <summary>Is told of progress. What it throws is logged and has no effect.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
