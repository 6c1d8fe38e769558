using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>The health of the backups of one database, of media, or of the storage as a whole.</summary>
/// <param name="Subject">What of, as <c>database shop</c>, <c>media</c> or <c>storage</c>.</param>
/// <param name="Problems">What is wrong; empty when all is well.</param>
public sealed record SubjectHealth(string Subject, IReadOnlyList<HealthProblem> Problems)
{
    /// <summary>The database's key; <see langword="null"/> for media and the storage.</summary>
    public string? Database { get; init; }

    /// <summary>The newest good backup.</summary>
    public BackupManifest? Newest { get; init; }

    /// <summary>When the last drill was passed, UTC.</summary>
    public DateTimeOffset? DrilledAt { get; init; }
}
