using System.Text.Json.Serialization;

namespace DbBackup.Catalog;

/// <summary>The last verification or drill of a backup, as it is recorded beside the manifest. It holds no secret.</summary>
public sealed record ProofRecord
{
    /// <summary>The newest format that this version writes and reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The record's own format.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>A verification or a drill.</summary>
    public required ProofKind Kind { get; init; }

    /// <summary>The backup's name.</summary>
    public required string Name { get; init; }

    /// <summary>The run that made the backup: a record of an earlier backup of the same name says nothing about this one.</summary>
    public required string BackupRunId { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>Whether the backup stood it.</summary>
    public required bool Passed { get; init; }

    /// <summary>How deep it went, when it was passed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProofExtent? Extent { get; init; }

    /// <summary>Why it was not passed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Name and version of the program that wrote it.</summary>
    public required string Tool { get; init; }
}
