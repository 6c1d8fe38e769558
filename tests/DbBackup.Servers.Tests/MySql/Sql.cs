namespace DbBackup.Servers.Tests.MySql;

/// <summary>Spells names and texts, in words of the tests' own: the product's are under test.</summary>
internal static class Sql
{
    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>A text, for sessions in which the backslash escapes.</summary>
    public static string Text(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
