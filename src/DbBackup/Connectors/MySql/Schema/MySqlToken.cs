namespace DbBackup.Connectors;

/// <summary>A word, name, text or sign of a statement that a server wrote.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
internal readonly record struct MySqlToken(MySqlTokenKind Kind, int Start, int End);
