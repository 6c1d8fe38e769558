namespace DbBackup.Connectors;

/// <summary>A token of a script of PostgreSQL, by its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Begin">Its first character.</param>
/// <param name="End">The character after its last.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Begin, int End);

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A word without quotes: a key word, or a name.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    Name,

    /// <summary>A constant in any kind of single or dollar quotes.</summary>
    Text,

    /// <summary>A comment of either kind.</summary>
    Comment,

    /// <summary>One character of what is left.</summary>
    Symbol,
}
