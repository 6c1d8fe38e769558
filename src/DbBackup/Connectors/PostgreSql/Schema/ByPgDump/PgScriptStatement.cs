namespace DbBackup.Connectors;

/// <summary>One statement of a script.</summary>
/// <param name="Title">The object that it is about, for messages.</param>
/// <param name="Script">The script that it stands in.</param>
/// <param name="Tokens">Its tokens without comments, at least one.</param>
internal sealed record PgScriptStatement(string Title, string Script, IReadOnlyList<SqlToken> Tokens)
{
    /// <summary>The statement, without a semicolon at its end.</summary>
    public string Sql => Script[Tokens[0].Begin..Tokens[^1].End];

    /// <summary>Whether it begins with these words.</summary>
    public bool StartsWith(params ReadOnlySpan<string> words)
    {
        for (var place = 0; place < words.Length; place++)
            if (!IsWord(place, words[place]))
                return false;
        return true;
    }

    /// <summary>Whether a token is this word, without quotes.</summary>
    public bool IsWord(Index place, string word)
    {
        var offset = place.GetOffset(Tokens.Count);
        return offset >= 0 && offset < Tokens.Count && Tokens[offset].Kind is SqlTokenKind.Word && Text(Tokens[offset]).Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The names in quotes that follow the first of these words, or the last of them, with commas between; unquoted.</summary>
    public IEnumerable<string> NamesAfter(bool last, params string[] words)
    {
        var places = Enumerable.Range(0, Tokens.Count).Where(place => Array.Exists(words, word => IsWord(place, word)));
        var place = last ? places.LastOrDefault(Tokens.Count) : places.FirstOrDefault(Tokens.Count);
        while (++place < Tokens.Count && Name(place) is { } name)
        {
            yield return name;
            if (++place >= Tokens.Count || Text(Tokens[place]) is not ",")
                yield break;
        }
    }

    /// <summary>The name in quotes at a place; <see langword="null"/> when there is none.</summary>
    public string? Name(Index place) => Tokens[place] is { Kind: SqlTokenKind.Name } name
        ? Script[(name.Begin + 1)..(name.End - 1)].Replace("\"\"", "\"", StringComparison.Ordinal)
        : null;

    private ReadOnlySpan<char> Text(SqlToken token) => Script.AsSpan(token.Begin, token.End - token.Begin);
}
