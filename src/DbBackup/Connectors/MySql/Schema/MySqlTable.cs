namespace DbBackup.Connectors;

/// <summary>A table whose rows are carried.</summary>
internal sealed record MySqlTable
{
    /// <summary>The name, unquoted.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a snapshot holds its rows.</summary>
    public required bool IsTransactional { get; init; }

    /// <summary>The columns that are carried: all but the generated ones.</summary>
    public required IReadOnlyList<MySqlColumn> Columns { get; init; }

    /// <summary>The columns of the primary key; empty where there is none.</summary>
    public required IReadOnlyList<MySqlColumn> Key { get; init; }

    /// <summary>About how many bytes they take.</summary>
    public required long Bytes { get; init; }
}
