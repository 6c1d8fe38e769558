namespace DbBackup.Connectors;

/// <summary>Spells names and texts so that PostgreSQL reads them back as they are, whatever is in them.</summary>
internal static class PgName
{
    /// <summary>A name in quotes. Always in quotes: what is a reserved word differs from version to version.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A name with its schema.</summary>
    public static string Quote(string schema, string name) => $"{Quote(schema)}.{Quote(name)}";

    /// <summary>A text literal. One with a backslash is an <c>E''</c> string, which no setting reads differently.</summary>
    public static string Literal(string text)
    {
        var doubled = text.Replace("'", "''", StringComparison.Ordinal);
        return doubled.Contains('\\') ? $"E'{doubled.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{doubled}'";
    }
}
