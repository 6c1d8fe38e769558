using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>What the signals around the backup of a database have in common.</summary>
public abstract class DatabaseBackupContext : SignalContext
{
    /// <summary>The command that sends.</summary>
    public required DbBackupCommand Sender { get; init; }

    /// <summary>The database.</summary>
    public required DatabaseSettings Database { get; init; }

    /// <summary>The connector that dumps it.</summary>
    public required DatabaseConnector Connector { get; init; }

    /// <summary>The server that the backup is filed under.</summary>
    public required string ServerName { get; init; }

    /// <inheritdoc/>
    protected internal sealed override string? DatabaseKey => Database.Name;
}
