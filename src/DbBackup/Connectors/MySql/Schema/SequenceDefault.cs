namespace DbBackup.Connectors;

/// <summary>Defaults of MariaDB that ask a sequence: <c>nextval(`shop`.`numbers`)</c>, also where the table is in that database.</summary>
internal static class SequenceDefault
{
    /// <summary>Takes the databases' names away, so that a sequence of the same database is meant.</summary>
    /// <returns>The parts, and the columns with such defaults.</returns>
    public static (List<TablePart> Parts, List<(string Column, string Value)> Defaults) Unqualify(List<TablePart> parts)
    {
        var defaults = new List<(string Column, string Value)>();
        return ([.. parts.Select(part => part.Kind is TablePartKind.Column ? Unqualify(part, defaults) : part)], defaults);
    }

    private static TablePart Unqualify(TablePart part, List<(string Column, string Value)> defaults)
    {
        var sql = part.Sql;
        var tokens = MySqlTokens.Of(sql).ToList();
        var at = tokens.FindIndex(t => t.Is(sql, "nextval") || t.Is(sql, "lastval"));
        if (at < 1 || at + 5 >= tokens.Count || !tokens[at - 1].Is(sql, "DEFAULT") || !tokens[at + 3].Is(sql, "."))
            return part;
        var value = $"{tokens[at].Text(sql)}({tokens[at + 4].Text(sql)})";
        defaults.Add((tokens[0].Text(sql), value));
        return part with { Sql = string.Concat(sql.AsSpan(0, tokens[at].Start), value, sql.AsSpan(tokens[at + 5].End)) };
    }
}
