namespace DbBackup.Connectors;

/// <summary>What <c>SHOW CREATE TRIGGER</c> answers. MariaDB keeps it as it was typed, with the database's name where that was typed too.</summary>
internal static class TriggerText
{
    /// <summary>The statement without the names of databases, so that it makes the trigger in any.</summary>
    public static string Unqualified(string sql, string name, string table, string sqlMode)
    {
        var (tokens, named, on) = Places(sql, sqlMode);
        sql = Replace(sql, tokens, on + 1, table);
        return Replace(sql, tokens, named, name);
    }

    /// <summary>The statement for a table that has another name for now. A server writes the name anew when the table is renamed.</summary>
    public static string On(string sql, string table)
    {
        var (tokens, _, on) = Places(sql, "");
        return string.Concat(sql.AsSpan(0, tokens[on + 1].Start), MySqlName.Quote(table), sql.AsSpan(tokens[on + 1].End));
    }

    private static (List<MySqlToken> Tokens, int Named, int On) Places(string sql, string sqlMode)
    {
        const int HeadTokens = 60;
        var tokens = MySqlTokens.Of(sql, escapes: !sqlMode.Contains("NO_BACKSLASH_ESCAPES", StringComparison.OrdinalIgnoreCase)).Where(t => t.Kind is not MySqlTokenKind.Comment).Take(HeadTokens).ToList();
        var named = tokens.FindIndex(t => t.Is(sql, "TRIGGER")) + 1;
        if (tokens[named].Is(sql, "IF"))
            named += 3;
        return (tokens, named, tokens.FindIndex(named, t => t.Is(sql, "ON")));
    }

    private static string Replace(string sql, List<MySqlToken> tokens, int at, string name) => tokens[at + 1].Is(sql, ".")
        ? string.Concat(sql.AsSpan(0, tokens[at].Start), MySqlName.Quote(name), sql.AsSpan(tokens[at + 2].End))
        : sql;
}
