using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>What a connector dumped.</summary>
/// <param name="EngineVersion">The server's or library's version.</param>
/// <param name="Tables">Tables and rows, inside the same snapshot as the dump.</param>
public sealed record DumpResult(string EngineVersion, IReadOnlyList<TableRows> Tables)
{
    /// <summary>Who wrote the definitions, where a connector knows several ways: <c>InProcess</c>, or the program, as <c>pg_dump 18</c>.</summary>
    public string? Schema { get; init; }

    /// <summary>What belongs to the database's server, or is lost otherwise, and is not contained.</summary>
    public IReadOnlyList<string> NotContained { get; init; } = [];
}
