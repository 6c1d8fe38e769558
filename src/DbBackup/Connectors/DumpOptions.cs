namespace DbBackup.Connectors;

/// <summary>What to dump.</summary>
public sealed record DumpOptions
{
    /// <summary>Tables to leave out, by name or pattern. A pattern that matches nothing is an error.</summary>
    public IReadOnlyList<string> ExcludeTables { get; init; } = [];

    /// <summary>Only these schemas; all when empty. A name that matches nothing is an error.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Is told the expected number of payload bytes as soon as it is known.</summary>
    public Action<long>? TotalKnown { get; init; }
}
