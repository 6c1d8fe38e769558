using System.Text.Json.Serialization;

namespace DbBackup.Archives;

/// <summary>What is known of a statement; in a script it is the JSON of the comment before it.</summary>
internal sealed record NativeStatementHeader
{
    /// <summary>The bytes of the statement in UTF-8. A reader goes by them and never looks for a semicolon.</summary>
    public int Length { get; init; }

    /// <summary>The kind of its object.</summary>
    public required string Kind { get; init; }

    /// <summary>Its object's schema, unquoted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Schema { get; init; }

    /// <summary>The object, for messages.</summary>
    public required string Identity { get; init; }

    /// <summary>What it says about the object, by the engine's words.</summary>
    public required string Aspect { get; init; }

    /// <summary>When it runs, by the engine's words.</summary>
    public required string Phase { get; init; }

    /// <summary>Roles that it names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Tables that it locks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Locks { get; init; }

    /// <summary>The table that it goes through, where it locks none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Table { get; init; }
}
