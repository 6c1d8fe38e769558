using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>How to restore.</summary>
public sealed record RestoreOptions
{
    /// <summary>The manifest's tables and rows, with which the staged copy is compared before the target changes.</summary>
    public required IReadOnlyList<TableRows> ExpectedTables { get; init; }

    /// <summary>Restore into what exists, without dropping it first.</summary>
    public bool NoDrop { get; init; }

    /// <summary>Only these schemas; all when empty.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Leave the owners out: whoever restores owns what is restored.</summary>
    public bool NoOwner { get; init; }

    /// <summary>Leave out who may use what.</summary>
    public bool NoPrivileges { get; init; }

    /// <summary>End other sessions on the target; else they are a reason to refuse.</summary>
    public bool Disconnect { get; init; }
}
