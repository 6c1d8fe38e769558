namespace DbBackup.Cli;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its title.</param>
/// <param name="RightAligned">For numbers.</param>
/// <param name="DroppedFirst">On a narrow terminal the column with the highest number goes first; 0 always stays.</param>
internal sealed record Column(string Title, bool RightAligned = false, int DroppedFirst = 0);

/// <summary>Plain columns: no frames and no wrapping, so that a program and a person can both read them.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>Lays out a table.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">One cell a column.</param>
    /// <param name="width">The terminal's width, or <see langword="null"/> for as wide as it gets.</param>
    public static IReadOnlyList<string> Render(IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> rows, int? width = null)
    {
        string[] titles = [.. columns.Select(c => c.Title)];
        var cells = rows.Select(row => row.Select(SafeText.OneLine).ToArray()).Prepend(titles).ToList();
        var widths = columns.Select((_, i) => cells.Max(row => row[i].Length)).ToArray();
        var shown = Fitting(columns, widths, width);
        return [.. cells.Select(row => Line(row, columns, widths, shown))];
    }

    private static List<int> Fitting(IReadOnlyList<Column> columns, int[] widths, int? width)
    {
        var shown = Enumerable.Range(0, columns.Count).ToList();
        while (shown.Sum(i => widths[i] + Gap.Length) - Gap.Length > width)
        {
            var next = shown.MaxBy(i => columns[i].DroppedFirst);
            if (columns[next].DroppedFirst == 0)
                break;
            shown.Remove(next);
        }
        return shown;
    }

    private static string Line(string[] cells, IReadOnlyList<Column> columns, int[] widths, List<int> shown) =>
        string.Join(Gap, shown.Select(i => columns[i].RightAligned ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]))).TrimEnd();
}
