using System.Text.Json.Serialization;

namespace DbBackup.Archives;

/// <summary>What a native archive is: <c>backup.json</c>, its first entry. It holds no secret and no connection string.</summary>
internal sealed record NativeBackup
{
    /// <summary>The format of the archive.</summary>
    public int FormatVersion { get; init; } = NativeFormat.Version;

    /// <summary>The engine, as <c>PostgreSql</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The server's version in words.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The server's major version; an older one does not take the backup.</summary>
    public required int EngineMajor { get; init; }

    /// <summary>The encoding of texts in the streams, by the engine's name.</summary>
    public required string Encoding { get; init; }

    /// <summary>How the database was made, by the engine's words.</summary>
    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    /// <summary>Only these schemas were dumped; all when empty.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>The patterns of what was left out.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>What the target must have, by kind: <c>extensions</c>, <c>tablespaces</c>, <c>collations</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Requirements { get; init; }

    /// <summary>Who wrote the statements, as the configuration has it: <c>InProcess</c> or <c>PgDump</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Schema { get; init; }

    /// <summary>
    /// The engine's own program that wrote them, as <c>pg_dump 18</c>; <see langword="null"/> when they were written in process. Its statements
    /// are a whole: no part of them can be taken, and they drop nothing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SchemaProgram { get; init; }

    /// <summary>What belongs to the server rather than to the database, or is lost otherwise, and is not contained.</summary>
    public required IReadOnlyList<string> NotContained { get; init; }

    /// <summary>How many streams at most are interleaved.</summary>
    public required int Interleaved { get; init; }

    /// <summary>The streams of rows, in the order of their ids.</summary>
    public required IReadOnlyList<NativeStream> Streams { get; init; }
}
