using System.Globalization;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>A stream of rows to dump, and how it is asked for.</summary>
/// <param name="Stream">The stream, as the archive has it.</param>
/// <param name="Table">The table.</param>
/// <param name="Condition">Which of its rows, as a <c>WHERE</c> clause; empty for all.</param>
internal sealed record MySqlStream(NativeStream Stream, MySqlTable Table, string Condition)
{
    private const long LongBytes = 4 << 20;

    /// <summary>The places of the key's values where rows may be too long for memory and can be read piece by piece; else <see langword="null"/>.</summary>
    public IReadOnlyList<int>? KeyPlaces { get; } = Table.Key.Count > 0 && Table.Columns.Any(c => c.MayBeLong) && Table.Key.All(Table.Columns.Contains)
        ? [.. Table.Key.Select(k => Table.Columns.ToList().IndexOf(k))]
        : null;

    /// <summary>The statement that gives the rows. Long ones come as their keys, after a sign.</summary>
    public string Query
    {
        get
        {
            var size = KeyPlaces is null ? null : string.Join(" + ", Table.Columns.Where(c => c.MayBeLong).Select(MySqlValues.Size));
            var values = Table.Columns.Select(c => size is not null && c.MayBeLong
                ? string.Create(CultureInfo.InvariantCulture, $"IF({size} > {LongBytes}, NULL, {MySqlValues.Select(c)})")
                : MySqlValues.Select(c));
            string[] sign = size is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"IF({size} > {LongBytes}, 1, NULL)")];
            return $"SELECT {(Table.Columns.Count == 0 ? "NULL" : string.Join(", ", sign.Concat(values)))} FROM {MySqlName.Quote(Table.Name)}{Condition}";
        }
    }

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
