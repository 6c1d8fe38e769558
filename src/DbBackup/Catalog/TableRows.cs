namespace DbBackup.Catalog;

/// <summary>A table and the number of its rows when it was dumped.</summary>
/// <param name="Name">Schema and table, as <c>main.customers</c>.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record TableRows(string Name, long Rows);
