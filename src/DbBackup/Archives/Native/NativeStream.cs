using System.Text.Json.Serialization;

namespace DbBackup.Archives;

/// <summary>A stream of rows: a table, or a slice of one.</summary>
internal sealed record NativeStream
{
    /// <summary>Its id, which is its folder under <c>data/</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The table's schema, unquoted; <see langword="null"/> for large objects.</summary>
    public string? Schema { get; init; }

    /// <summary>The table, unquoted; <see langword="null"/> for large objects.</summary>
    public string? Table { get; init; }

    /// <summary>The columns, unquoted, in the order of their values.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What is made of the values of some columns when they are loaded, in the engine's words; <c>{0}</c> is the value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Expressions { get; init; }

    /// <summary>How rows are written: <c>binary</c>, <c>text</c> or <c>load-data</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Which part of the table it is, in the engine's words; <see langword="null"/> for the whole.</summary>
    public string? Slice { get; init; }
}
