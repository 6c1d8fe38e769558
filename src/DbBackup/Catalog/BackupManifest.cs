using System.Text.Json.Serialization;

namespace DbBackup.Catalog;

/// <summary>
/// What is known of a backup. It is written after the backup's bytes and is their commit record: a backup without a manifest does not
/// exist. It holds no secret and no connection string.
/// </summary>
public sealed record BackupManifest
{
    /// <summary>The newest format that this version writes and reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The manifest's own format.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The run that made it; sorts by time.</summary>
    public required string RunId { get; init; }

    /// <summary>Database or media.</summary>
    public required BackupKind Kind { get; init; }

    /// <summary>The object's name in the storage.</summary>
    public required string Name { get; init; }

    /// <summary>The database's key in the configuration; <see langword="null"/> for media.</summary>
    public string? Database { get; init; }

    /// <summary>The name that the engine gives the database; <see langword="null"/> for media.</summary>
    public string? DatabaseName { get; init; }

    /// <summary>The server that it is filed under.</summary>
    public required string Server { get; init; }

    /// <summary>The engine, as <c>Sqlite</c>; <see langword="null"/> for media.</summary>
    public string? Engine { get; init; }

    /// <summary>The engine's version; <see langword="null"/> for media.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>The connector that dumped it, as <c>snapshot</c>; <c>tar</c> for media.</summary>
    public required string Connector { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last byte was stored, UTC.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>Bytes in the storage.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>SHA-256 of the bytes in the storage, lower-case hexadecimal.</summary>
    public required string StoredSha256 { get; init; }

    /// <summary>Bytes of the payload, before compression and encryption.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>SHA-256 of the payload, lower-case hexadecimal.</summary>
    public required string PayloadSha256 { get; init; }

    /// <summary><c>zstd</c>, <c>gzip</c>, or <see langword="null"/>.</summary>
    public string? Compression { get; init; }

    /// <summary>The encryption, or <see langword="null"/>.</summary>
    public string? Encryption { get; init; }

    /// <summary>Tables and their rows; empty for media.</summary>
    public IReadOnlyList<TableRows> Tables { get; init; } = [];

    /// <summary>The patterns of the tables that were left out; <see langword="null"/> when none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Excluded { get; init; }

    /// <summary>Who wrote the definitions, where a connector knows several ways: <c>InProcess</c>, or the program, as <c>pg_dump 18</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Schema { get; init; }

    /// <summary>What belongs to the database's server, or is lost otherwise, and is not contained; <see langword="null"/> when nothing is named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NotContained { get; init; }

    /// <summary>Number of files, links and folders; <see langword="null"/> for databases.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Entries { get; init; }

    /// <summary>How deep the stored object was read back before this manifest was written; <see langword="null"/> when it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProofExtent? ReadBack { get; init; }

    /// <summary>Whether clean-up leaves it alone. <c>unpin</c> ends that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Pinned { get; init; }

    /// <summary>
    /// The backup before whose restore this one was taken, of what was about to be replaced; <see langword="null"/> for any other. It is
    /// never the newest of its database: a restore takes it only by its name.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SafetyFor { get; init; }

    /// <summary>The ids of the receivers that ran before the backup was committed.</summary>
    public IReadOnlyList<string> Receivers { get; init; } = [];

    /// <summary>Name and version of the program that wrote it.</summary>
    public required string Tool { get; init; }
}
