namespace DbBackup.Connectors;

/// <summary>Names of SQLite objects, as text of SQL.</summary>
internal static class SqlName
{
    /// <summary>The name as an identifier that nothing in it can leave.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The text as a literal.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The name as manifests have it.</summary>
    public static string Qualified(string table) => "main." + table;
}
