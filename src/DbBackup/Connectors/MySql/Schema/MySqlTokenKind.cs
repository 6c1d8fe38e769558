namespace DbBackup.Connectors;

/// <summary>What a token is.</summary>
internal enum MySqlTokenKind
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
