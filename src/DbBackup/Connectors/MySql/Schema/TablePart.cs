namespace DbBackup.Connectors;

/// <summary>A column, key or constraint as a table's statement has it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sql">Its text.</param>
/// <param name="Columns">The names in a key's own list, in their order; empty for what is no key.</param>
internal sealed record TablePart(TablePartKind Kind, string Sql, IReadOnlyList<string> Columns)
{
    /// <summary>Reads the tokens from one place to before another.</summary>
    public static TablePart Of(string sql, List<MySqlToken> tokens, int begin, int end)
    {
        var kind = KindOf(sql, tokens, begin, end);
        var text = sql[tokens[begin].Start..tokens[end - 1].End];
        return new(kind, text, kind is TablePartKind.Column or TablePartKind.Check or TablePartKind.Period ? [] : ColumnsOf(sql, tokens, begin, end));
    }

    private static TablePartKind KindOf(string sql, List<MySqlToken> tokens, int begin, int end)
    {
        var first = tokens[begin];
        if (first.Kind is MySqlTokenKind.Name)
            return TablePartKind.Column;
        if (first.Is(sql, "CONSTRAINT"))
            first = tokens[Math.Min(begin + (tokens[begin + 1].Kind is MySqlTokenKind.Name ? 2 : 1), end - 1)];
        return first.Text(sql).ToUpperInvariant() switch
        {
            "PRIMARY" => TablePartKind.PrimaryKey,
            "UNIQUE" => TablePartKind.UniqueKey,
            "FULLTEXT" => TablePartKind.FullTextKey,
            "SPATIAL" or "VECTOR" => TablePartKind.SpecialKey,
            "KEY" or "INDEX" => TablePartKind.Key,
            "FOREIGN" => TablePartKind.ForeignKey,
            "CHECK" => TablePartKind.Check,
            "PERIOD" => TablePartKind.Period,
            var other => throw new BackupException($"A table has a part that begins with {other}, which this version does not know. Update DbBackup, or exclude the table."),
        };
    }

    private static List<string> ColumnsOf(string sql, List<MySqlToken> tokens, int begin, int end)
    {
        var columns = new List<string>();
        var at = tokens.FindIndex(begin, t => t.Is(sql, "("));
        for (var depth = 0; at < end; at++)
        {
            depth += tokens[at].Is(sql, "(") ? 1 : tokens[at].Is(sql, ")") ? -1 : 0;
            if (depth == 0)
                break;
            if (depth == 1 && tokens[at].Kind is MySqlTokenKind.Name)
                columns.Add(tokens[at].Unquote(sql));
        }
        return columns;
    }
}

/// <summary>What a part of a table is.</summary>
internal enum TablePartKind
{
    /// <summary>A column.</summary>
    Column,

    /// <summary>The primary key.</summary>
    PrimaryKey,

    /// <summary>A unique key.</summary>
    UniqueKey,

    /// <summary>Any other ordinary key.</summary>
    Key,

    /// <summary>A key for texts; no two can be made at once.</summary>
    FullTextKey,

    /// <summary>A key of geometries or vectors.</summary>
    SpecialKey,

    /// <summary>A foreign key.</summary>
    ForeignKey,

    /// <summary>A check.</summary>
    Check,

    /// <summary>A period of time.</summary>
    Period,
}
