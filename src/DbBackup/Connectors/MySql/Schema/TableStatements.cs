using System.Globalization;

namespace DbBackup.Connectors;

/// <summary>
/// The statements that make a table: at first what the rows need; secondary keys and foreign keys when the rows are there. Together they
/// give what one statement would, keys in the same order.
/// </summary>
internal static class TableStatements
{
    /// <summary>The kind of its statements.</summary>
    public const string Kind = "TABLE";

    /// <summary>The statements.</summary>
    public static IEnumerable<MySqlStatement> Of(CatalogTable table, TableText text)
    {
        var (later, quoted) = (LaterKeys(table, text), MySqlName.Quote(table.Name));
        yield return Statement(MySqlPhase.PreData, text.With(p => p.Kind is not TablePartKind.ForeignKey && !later.Contains(p)));
        var together = later.Where(p => p.Kind is not TablePartKind.FullTextKey).ToList();
        if (together.Count > 0)
            yield return Statement(MySqlPhase.Index, $"ALTER TABLE {quoted} {Add(together)}");
        foreach (var key in later.Where(p => p.Kind is TablePartKind.FullTextKey))
            yield return Statement(MySqlPhase.Index, $"ALTER TABLE {quoted} {Add([key])}");
        var foreign = text.Parts.Where(p => p.Kind is TablePartKind.ForeignKey).ToList();
        if (foreign.Count > 0)
            yield return Statement(MySqlPhase.ForeignKey, $"ALTER TABLE {quoted} {Add(foreign)}");
        foreach (var (column, value) in text.SequenceDefaults)
            yield return Statement(MySqlPhase.Default, $"ALTER TABLE {quoted} ALTER COLUMN {column} SET DEFAULT {value}");
        if (text.AutoIncrement is { } number)
            yield return Statement(MySqlPhase.State, string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {quoted} AUTO_INCREMENT = {number}"));

        MySqlStatement Statement(MySqlPhase phase, string sql) => new() { Kind = Kind, Name = table.Name, Phase = phase, Sql = sql, Table = table.Name };
    }

    private static string Add(IEnumerable<TablePart> parts) => string.Join(", ", parts.Select(p => $"ADD {p.Sql}"));

    // Keys are kept in one order: unique ones first, else as they were made. So what waits must be the last of its kind.
    private static List<TablePart> LaterKeys(CatalogTable table, TableText text)
    {
        if (!table.Engine.Equals("InnoDB", StringComparison.OrdinalIgnoreCase) || table.IsSystemVersioned || text.Options.Contains("PARTITION", StringComparison.OrdinalIgnoreCase))
            return [];
        var hasPrimary = text.Parts.Any(p => p.Kind is TablePartKind.PrimaryKey);
        var keys = text.Parts.Where(p => p.Kind is TablePartKind.Key or TablePartKind.FullTextKey or TablePartKind.SpecialKey || (p.Kind is TablePartKind.UniqueKey && hasPrimary)).ToList();
        return NumberedColumn(text) is { } column && KeepsNumber(text, column) is { } keeper ? keys[(keys.IndexOf(keeper) + 1)..] : keys;
    }

    // A column of automatic numbers must lead a key at all times.
    private static TablePart? KeepsNumber(TableText text, string column)
    {
        var leading = text.Parts.Where(p => p.Columns.Count > 0 && p.Columns[0].Equals(column, StringComparison.OrdinalIgnoreCase) && p.Kind is not TablePartKind.ForeignKey).ToList();
        return leading.Exists(p => p.Kind is TablePartKind.PrimaryKey) ? null : leading.FirstOrDefault();
    }

    private static string? NumberedColumn(TableText text)
    {
        foreach (var part in text.Parts.Where(p => p.Kind is TablePartKind.Column))
        {
            var tokens = MySqlTokens.Of(part.Sql).ToList();
            if (tokens.Exists(t => t.Is(part.Sql, "AUTO_INCREMENT")))
                return tokens[0].Unquote(part.Sql);
        }
        return null;
    }
}
