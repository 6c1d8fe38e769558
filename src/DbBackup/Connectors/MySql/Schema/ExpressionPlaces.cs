namespace DbBackup.Connectors;

/// <summary>Where an expression stands in a table's statement, between its parentheses.</summary>
/// <param name="Before">The word before it, which tells what it is; empty for a key's.</param>
/// <param name="Name">The column, check or key, or the column whose default it is, unquoted.</param>
/// <param name="Number">Which of a key's it is, from zero.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ExpressionPlace(string Before, string Name, int Number, int Start, int End);

/// <summary>Finds the expressions of generated columns, defaults, checks and functional keys in what MySQL answers.</summary>
internal static class ExpressionPlaces
{
    /// <summary>What stands before the expression of a generated column, a check and a default.</summary>
    public const string Generated = "AS", Check = "CHECK", Default = "DEFAULT";

    /// <summary>Finds them, in their order.</summary>
    public static IEnumerable<ExpressionPlace> Of(string sql, List<MySqlToken> tokens)
    {
        var (depth, name, number) = (0, "", 0);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (depth == 1 && tokens[at].Kind is MySqlTokenKind.Name && (tokens[at - 1].Is(sql, "(") || tokens[at - 1].Is(sql, ",") || tokens[at - 1].Is(sql, "KEY") || tokens[at - 1].Is(sql, "CONSTRAINT")))
                (name, number) = (tokens[at].Unquote(sql), 0);
            if (tokens[at].Is(sql, ")") && --depth == 0)
                yield break;
            if (!tokens[at].Is(sql, "("))
                continue;
            depth++;
            if (WordBefore(sql, tokens[at - 1], depth) is not { } before)
                continue;
            var end = End(sql, tokens, at);
            yield return new(before, name, number++, tokens[at].End, tokens[end].Start);
            (at, depth) = (end, depth - 1);
        }
    }

    private static string? WordBefore(string sql, MySqlToken token, int depth) => depth switch
    {
        2 => Array.Find([Generated, Check, Default], word => token.Is(sql, word)),
        3 when token.Is(sql, "(") || token.Is(sql, ",") => "",
        _ => null,
    };

    private static int End(string sql, List<MySqlToken> tokens, int at)
    {
        for (var depth = 0; ; at++)
            if ((depth += tokens[at].Is(sql, "(") ? 1 : tokens[at].Is(sql, ")") ? -1 : 0) == 0)
                return at;
    }
}
