using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>A stream of rows to dump, and how it is asked for.</summary>
/// <param name="Stream">The stream, as the archive has it.</param>
/// <param name="Table">The table.</param>
/// <param name="Condition">Which of its rows, as a <c>WHERE</c> clause; empty for all.</param>
internal sealed record MySqlStream(NativeStream Stream, MySqlTable Table, string Condition)
{
    /// <summary>The statement that gives the rows.</summary>
    public string Query => $"SELECT {(Table.Columns.Count == 0 ? "NULL" : string.Join(", ", Table.Columns.Select(MySqlValues.Select)))} FROM {MySqlName.Quote(Table.Name)}{Condition}";

    /// <summary>The table, for messages.</summary>
    public string Subject => $"table {MySqlName.Quote(Table.Name)}";

    /// <summary>Makes one.</summary>
    public static MySqlStream Of(int index, MySqlTable table, string? slice, string condition)
    {
        var made = table.Columns.Where(c => MySqlValues.LoadExpression(c) is not null).ToDictionary(c => c.Name, c => MySqlValues.LoadExpression(c)!);
        return new(
            new()
            {
                Id = NativeFormat.StreamId(index), Table = table.Name, Columns = [.. table.Columns.Select(c => c.Name)], Format = MySqlLoad.Format, Slice = slice,
                Expressions = made.Count == 0 ? null : made,
            },
            table, condition);
    }
}
