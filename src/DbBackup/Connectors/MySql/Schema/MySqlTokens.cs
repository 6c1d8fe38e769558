namespace DbBackup.Connectors;

/// <summary>
/// Cuts what <c>SHOW CREATE</c> answers into tokens, so that nothing is mistaken that stands in quotes or comments. Comments that are run
/// (<c>/*!80023 … */</c>) are not comments: their beginnings and ends are signs.
/// </summary>
internal static class MySqlTokens
{
    /// <summary>The tokens.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="escapes">Whether a backslash escapes within quotes.</param>
    public static IEnumerable<MySqlToken> Of(string sql, bool escapes = true)
    {
        for (var at = 0; at < sql.Length;)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
                continue;
            }
            var (kind, end) = One(sql, at, escapes);
            yield return new(kind, at, end);
            at = end;
        }
    }

    /// <summary>A token's text.</summary>
    public static string Text(this MySqlToken token, string sql) => sql[token.Start..token.End];

    /// <summary>Whether it is this word.</summary>
    public static bool Is(this MySqlToken token, string sql, string word) => token.Kind is MySqlTokenKind.Word or MySqlTokenKind.Sign && sql.AsSpan(token.Start, token.End - token.Start).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name without its quotes.</summary>
    public static string Unquote(this MySqlToken token, string sql)
    {
        var text = token.Text(sql);
        return token.Kind is MySqlTokenKind.Name or MySqlTokenKind.Text ? text[1..^1].Replace(new string(text[0], 2), text[..1], StringComparison.Ordinal) : text;
    }

    private static (MySqlTokenKind Kind, int End) One(string sql, int at, bool escapes) => sql[at] switch
    {
        '`' => (MySqlTokenKind.Name, EndOfQuoted(sql, at, escapes: false)),
        '\'' or '"' => (MySqlTokenKind.Text, EndOfQuoted(sql, at, escapes)),
        '#' => (MySqlTokenKind.Comment, EndOfLine(sql, at)),
        '-' when Follows(sql, at, "--") && (at + 2 == sql.Length || sql[at + 2] <= ' ') => (MySqlTokenKind.Comment, EndOfLine(sql, at)),
        '/' when Follows(sql, at, "/*!") || Follows(sql, at, "/*M!") => (MySqlTokenKind.Sign, EndOfVersion(sql, at)),
        '/' when Follows(sql, at, "/*") => (MySqlTokenKind.Comment, EndOfComment(sql, at)),
        '*' when Follows(sql, at, "*/") => (MySqlTokenKind.Sign, at + 2),
        var c when IsWord(c) => (MySqlTokenKind.Word, EndOfWord(sql, at)),
        _ => (MySqlTokenKind.Sign, at + 1),
    };

    private static bool Follows(string sql, int at, string what) => string.CompareOrdinal(sql, at, what, 0, what.Length) == 0;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '@' || c >= '\u0080';

    private static int EndOfWord(string sql, int at)
    {
        while (at < sql.Length && IsWord(sql[at]))
            at++;
        return at;
    }

    private static int EndOfQuoted(string sql, int at, bool escapes)
    {
        var quote = sql[at++];
        for (; at < sql.Length; at++)
        {
            if (escapes && sql[at] == '\\')
                at++;
            else if (sql[at] == quote && (at + 1 == sql.Length || sql[at + 1] != quote))
                return at + 1;
            else if (sql[at] == quote)
                at++;
        }
        return sql.Length;
    }

    private static int EndOfLine(string sql, int at) => sql.IndexOf('\n', at) is var end and >= 0 ? end : sql.Length;

    private static int EndOfComment(string sql, int at) => sql.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : sql.Length;

    private static int EndOfVersion(string sql, int at)
    {
        at = sql.IndexOf('!', at) + 1;
        while (at < sql.Length && char.IsAsciiDigit(sql[at]))
            at++;
        return at;
    }
}
