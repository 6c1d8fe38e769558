using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>What a connector dumped.</summary>
/// <param name="EngineVersion">The server's or library's version.</param>
/// <param name="Tables">Tables and rows, inside the same snapshot as the dump.</param>
public sealed record DumpResult(string EngineVersion, IReadOnlyList<TableRows> Tables);
