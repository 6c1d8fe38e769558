namespace DbBackup.Connectors;

/// <summary>What a connector found in a database.</summary>
/// <param name="EngineVersion">The server's or library's version.</param>
/// <param name="Bytes">The database's size in bytes, about.</param>
/// <param name="Refusals">What a dump would refuse, one sentence each; empty when nothing.</param>
public sealed record DatabaseInspection(string EngineVersion, long Bytes, IReadOnlyList<string> Refusals);
