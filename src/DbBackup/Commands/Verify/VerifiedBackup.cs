using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What the verification of one backup found.</summary>
public sealed record VerifiedBackup : RunResult
{
    /// <summary>The backup's name.</summary>
    public required string Name { get; init; }

    /// <summary>The backup; <see langword="null"/> when its manifest cannot be read or is not there.</summary>
    public BackupManifest? Backup { get; init; }

    /// <summary>How deep it was looked into; <see langword="null"/> when it did not pass.</summary>
    public ProofExtent? Extent { get; init; }

    /// <summary>Why not deeper, and why the result is not recorded, where there is a reason.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }
}
