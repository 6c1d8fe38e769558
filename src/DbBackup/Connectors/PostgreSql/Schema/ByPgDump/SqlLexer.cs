namespace DbBackup.Connectors;

/// <summary>
/// Reads a script as PostgreSQL's own lexer does, as far as it takes to know what is within quotes and what is not
/// (https://www.postgresql.org/docs/current/sql-syntax-lexical.html). <c>standard_conforming_strings</c> is on.
/// </summary>
/// <param name="script">The script.</param>
internal sealed class SqlLexer(string script)
{
    private int _at;

    /// <summary>Reads the next token; <see langword="false"/> at the end.</summary>
    /// <exception cref="FormatException">The script ends within quotes or a comment.</exception>
    public bool TryRead(out SqlToken token)
    {
        while (_at < script.Length && char.IsWhiteSpace(script[_at]))
            _at++;
        var begin = _at;
        token = default;
        if (begin == script.Length)
            return false;
        var kind = Read();
        token = new(kind, begin, _at);
        return true;
    }

    private SqlTokenKind Read()
    {
        var c = script[_at];
        if (IsWordStart(c))
            return ReadWord();
        if (c == '\'')
            return ReadQuoted('\'', SqlTokenKind.Text);
        if (c == '"')
            return ReadQuoted('"', SqlTokenKind.Name);
        if (c == '$' && DollarTag() is { } tag)
            return Through(tag, _at + tag.Length, SqlTokenKind.Text);
        if (Follows("--"))
            return ReadLineComment();
        if (Follows("/*"))
            return ReadBlockComment();
        _at++;
        return SqlTokenKind.Symbol;
    }

    // The letter of an E'' string belongs to it: in no other are there backslashes that escape.
    private SqlTokenKind ReadWord()
    {
        var begin = _at;
        while (_at < script.Length && (IsWordStart(script[_at]) || char.IsAsciiDigit(script[_at]) || script[_at] == '$'))
            _at++;
        return _at == begin + 1 && script[begin] is 'e' or 'E' && Follows("'") ? ReadEscaped() : SqlTokenKind.Word;
    }

    private SqlTokenKind ReadEscaped()
    {
        for (_at++; _at < script.Length; _at++)
        {
            if (script[_at] == '\\')
                _at++;
            else if (script[_at] == '\'' && !IsDoubled('\''))
                return Ended(SqlTokenKind.Text);
        }
        throw Unfinished("a string");
    }

    private SqlTokenKind ReadQuoted(char quote, SqlTokenKind kind)
    {
        for (_at++; _at < script.Length; _at++)
        {
            if (script[_at] == quote && !IsDoubled(quote))
                return Ended(kind);
        }
        throw Unfinished(kind is SqlTokenKind.Name ? "a name" : "a string");
    }

    private bool IsDoubled(char quote)
    {
        var isDoubled = _at + 1 < script.Length && script[_at + 1] == quote;
        if (isDoubled)
            _at++;
        return isDoubled;
    }

    private SqlTokenKind Ended(SqlTokenKind kind)
    {
        _at++;
        return kind;
    }

    private string? DollarTag()
    {
        var end = _at + 1;
        while (end < script.Length && (IsWordStart(script[end]) || (char.IsAsciiDigit(script[end]) && end > _at + 1)))
            end++;
        return end < script.Length && script[end] == '$' ? script[_at..(end + 1)] : null;
    }

    private SqlTokenKind Through(string mark, int from, SqlTokenKind kind)
    {
        var end = script.IndexOf(mark, from, StringComparison.Ordinal);
        if (end < 0)
            throw Unfinished($"what {mark} quotes");
        _at = end + mark.Length;
        return kind;
    }

    private SqlTokenKind ReadLineComment()
    {
        var end = script.AsSpan(_at).IndexOfAny('\n', '\r');
        _at = end < 0 ? script.Length : _at + end;
        return SqlTokenKind.Comment;
    }

    private SqlTokenKind ReadBlockComment()
    {
        var depth = 0;
        while (_at < script.Length)
        {
            var step = Follows("/*") ? 1 : Follows("*/") ? -1 : 0;
            depth += step;
            _at += step == 0 ? 1 : 2;
            if (depth == 0)
                return SqlTokenKind.Comment;
        }
        throw Unfinished("a comment");
    }

    private bool Follows(string text) => string.CompareOrdinal(script, _at, text, 0, text.Length) == 0;

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c > '\x7f';

    private static FormatException Unfinished(string what) => new($"it ends within {what}");
}
