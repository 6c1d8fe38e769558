using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>What a connector restored.</summary>
/// <param name="Tables">Tables and rows that it found in the restored database.</param>
public sealed record RestoreResult(IReadOnlyList<TableRows> Tables);
