namespace DbBackup.Connectors;

/// <summary>A word, name, text or sign of a statement that a server wrote.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End);

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword, a name without quotes, or a number.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    Name,

    /// <summary>Something in single or double quotes.</summary>
    Text,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>Any other character.</summary>
    Sign,
}

/// <summary>
/// Cuts what <c>SHOW CREATE</c> answers into tokens, so that nothing is mistaken that stands in quotes or comments. Comments that are run
/// (<c>/*!80023 … */</c>) are not comments: their beginnings and ends are signs.
/// </summary>
internal static class SqlTokens
{
    /// <summary>The tokens, from a place on.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="escapes">Whether a backslash escapes within quotes.</param>
    public static IEnumerable<SqlToken> Of(string sql, int start = 0, bool escapes = true)
    {
        for (var at = start; at < sql.Length;)
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
    public static string Text(this SqlToken token, string sql) => sql[token.Start..token.End];

    /// <summary>Whether it is this word.</summary>
    public static bool Is(this SqlToken token, string sql, string word) => token.Kind is SqlTokenKind.Word or SqlTokenKind.Sign && sql.AsSpan(token.Start, token.End - token.Start).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name without its quotes.</summary>
    public static string Unquote(this SqlToken token, string sql)
    {
        var text = token.Text(sql);
        return token.Kind is SqlTokenKind.Name or SqlTokenKind.Text ? text[1..^1].Replace(new string(text[0], 2), text[..1], StringComparison.Ordinal) : text;
    }

    private static (SqlTokenKind Kind, int End) One(string sql, int at, bool escapes) => sql[at] switch
    {
        '`' => (SqlTokenKind.Name, EndOfQuoted(sql, at, escapes: false)),
        '\'' or '"' => (SqlTokenKind.Text, EndOfQuoted(sql, at, escapes)),
        '#' => (SqlTokenKind.Comment, EndOfLine(sql, at)),
        '-' when Follows(sql, at, "--") && (at + 2 == sql.Length || sql[at + 2] <= ' ') => (SqlTokenKind.Comment, EndOfLine(sql, at)),
        '/' when Follows(sql, at, "/*!") || Follows(sql, at, "/*M!") => (SqlTokenKind.Sign, EndOfVersion(sql, at)),
        '/' when Follows(sql, at, "/*") => (SqlTokenKind.Comment, EndOfComment(sql, at)),
        '*' when Follows(sql, at, "*/") => (SqlTokenKind.Sign, at + 2),
        var c when IsWord(c) => (SqlTokenKind.Word, EndOfWord(sql, at)),
        _ => (SqlTokenKind.Sign, at + 1),
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
