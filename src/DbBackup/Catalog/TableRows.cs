namespace DbBackup.Catalog;

/// <summary>A table and the number of its rows when it was dumped.</summary>
/// <param name="Name">Schema and table, as <c>main.customers</c>.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record TableRows(string Name, long Rows)
{
    /// <summary>The first table that only one of two lists has, or that has other rows in the other; <see langword="null"/> when they are the same.</summary>
    internal static string? Difference(IReadOnlyList<TableRows> some, IReadOnlyList<TableRows> others) =>
        some.Except(others).Concat(others.Except(some)).FirstOrDefault()?.Name;
}
