using System.Text;

namespace DbBackup.Connectors;

/// <summary>Names and texts as they stand in statements of a session that this connector set up: neither <c>ANSI_QUOTES</c> nor <c>NO_BACKSLASH_ESCAPES</c>.</summary>
internal static class MySqlName
{
    /// <summary>A name in backticks.</summary>
    public static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>A table of a database.</summary>
    public static string Quote(string database, string name) => $"{Quote(database)}.{Quote(name)}";

    /// <summary>A text in quotes.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("'", text.Length + 2);
        foreach (var c in text)
            literal.Append(c switch { '\'' => "''", '\\' => @"\\", '\0' => @"\0", '\n' => @"\n", '\r' => @"\r", '\u001a' => @"\Z", _ => null } ?? c.ToString());
        return literal.Append('\'').ToString();
    }
}
