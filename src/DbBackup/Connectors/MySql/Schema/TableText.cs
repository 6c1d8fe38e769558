namespace DbBackup.Connectors;

/// <summary>What <c>SHOW CREATE TABLE</c> answers, in its parts: those of the list in their order, and the options that follow it.</summary>
internal sealed class TableText
{
    private readonly string _head;

    private TableText(string head, List<TablePart> parts, string options, long? autoIncrement)
    {
        (_head, Options, AutoIncrement) = (head, options, autoIncrement);
        var (written, defaults) = SequenceDefault.Unqualify(parts);
        (Parts, SequenceDefaults) = (written, defaults);
    }

    /// <summary>Columns, keys and constraints.</summary>
    public IReadOnlyList<TablePart> Parts { get; }

    /// <summary>Columns, quoted, whose default is the next value of a sequence, and that default. A server keeps it with the database's name.</summary>
    public IReadOnlyList<(string Column, string Value)> SequenceDefaults { get; }

    /// <summary>What follows the list, without the state of the automatic number.</summary>
    public string Options { get; }

    /// <summary>The next automatic number, where it is said.</summary>
    public long? AutoIncrement { get; }

    /// <summary>Takes the answer apart.</summary>
    public static TableText Parse(string sql, bool isMariaDb)
    {
        var tokens = MySqlTokens.Of(sql).ToList();
        var open = tokens.FindIndex(t => t.Is(sql, "("));
        var (depth, begin, parts) = (1, open + 1, new List<TablePart>());
        var at = begin;
        for (; depth > 0; at++)
        {
            depth += tokens[at].Is(sql, "(") ? 1 : tokens[at].Is(sql, ")") ? -1 : 0;
            if (depth > 1 || (depth == 1 && !tokens[at].Is(sql, ",")))
                continue;
            parts.Add(TablePart.Of(sql, tokens, begin, at));
            begin = at + 1;
        }
        var (options, number) = TakeAutoIncrement(sql, tokens, at);
        return new(sql[..tokens[open].Start].TrimEnd(), isMariaDb ? parts : ImplicitCollation.Remove(parts), options, number);
    }

    /// <summary>The statement with some of its parts.</summary>
    public string With(Func<TablePart, bool> isWanted) => $"{_head} (\n  {string.Join(",\n  ", Parts.Where(isWanted).Select(p => p.Sql))}\n){Options}";

    private static (string Options, long? Number) TakeAutoIncrement(string sql, List<MySqlToken> tokens, int at)
    {
        var start = tokens[at - 1].End;
        for (var i = at; i + 2 < tokens.Count; i++)
        {
            if (tokens[i].Is(sql, "PARTITION") || tokens[i].Kind is MySqlTokenKind.Sign && tokens[i].End - tokens[i].Start > 1)
                break;
            if (tokens[i].Is(sql, "AUTO_INCREMENT") && tokens[i + 1].Is(sql, "=") && long.TryParse(tokens[i + 2].Text(sql), out var number))
                return (sql[start..tokens[i].Start].TrimEnd() + sql[tokens[i + 2].End..], number);
        }
        return (sql[start..], null);
    }
}
