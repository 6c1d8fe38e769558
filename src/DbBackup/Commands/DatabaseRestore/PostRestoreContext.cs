using DbBackup.Connectors;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PostRestore"/>.</summary>
public sealed class PostRestoreContext : DatabaseRestoreContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PostRestore;

    /// <summary>The connector that restored it.</summary>
    public required DatabaseConnector Connector { get; init; }
}
