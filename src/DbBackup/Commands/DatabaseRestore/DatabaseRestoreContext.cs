using DbBackup.Configuration;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>What the signals around the restore of a database have in common.</summary>
public abstract class DatabaseRestoreContext : SignalContext
{
    /// <summary>The command that sends.</summary>
    public required DbRestoreCommand Sender { get; init; }

    /// <summary>The database.</summary>
    public required DatabaseSettings Database { get; init; }

    /// <summary>The name that the engine gives the database that is replaced; for SQLite the file's name.</summary>
    public required string DatabaseName { get; init; }

    /// <summary>The backup's name in the storage.</summary>
    public required string Filename { get; init; }

    /// <summary>The server that the backup is filed under.</summary>
    public required string ServerName { get; init; }

    /// <summary>Where the backup is.</summary>
    public required IBackupStorage Storage { get; init; }

    /// <inheritdoc/>
    protected internal sealed override string? DatabaseKey => Database.Name;
}
