namespace DbBackup.Connectors;

/// <summary>
/// Collations that MySQL shows though nobody gave them: those of the table, where they are not the character set's first. Given for a column, one
/// would be shown with its character set ever after.
/// </summary>
internal static class ImplicitCollation
{
    private static readonly string[] Texts = ["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"];

    /// <summary>Takes the collations away that follow their types at once, without a character set.</summary>
    public static List<TablePart> Remove(List<TablePart> parts) => [.. parts.Select(part => part.Kind is TablePartKind.Column ? Remove(part) : part)];

    private static TablePart Remove(TablePart part)
    {
        var sql = part.Sql;
        var tokens = MySqlTokens.Of(sql).ToList();
        if (!Array.Exists(Texts, type => tokens[1].Is(sql, type)))
            return part;
        var at = tokens.Count > 2 && tokens[2].Is(sql, "(") ? tokens.FindIndex(t => t.Is(sql, ")")) + 1 : 2;
        return at + 1 < tokens.Count && tokens[at].Is(sql, "COLLATE") ? part with { Sql = sql.Remove(tokens[at - 1].End, tokens[at + 1].End - tokens[at - 1].End) } : part;
    }
}
