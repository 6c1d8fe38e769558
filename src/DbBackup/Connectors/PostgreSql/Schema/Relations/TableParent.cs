namespace DbBackup.Connectors;

/// <summary>A table from which another inherits, or of which it is a partition.</summary>
internal sealed record TableParent(TableRow Table, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>The column of that name, or <see langword="null"/>.</summary>
    public TableColumn? Column(string name) => Columns.FirstOrDefault(column => column.Name == name);
}
