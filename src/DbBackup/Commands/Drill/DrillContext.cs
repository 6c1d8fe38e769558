using DbBackup.Configuration;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>What the signals of a drill have in common.</summary>
public abstract class DrillContext : SignalContext
{
    /// <summary>The command that sends.</summary>
    public required DrillCommand Sender { get; init; }

    /// <summary>The database; <see langword="null"/> for the media folder.</summary>
    public required DatabaseSettings? Database { get; init; }

    /// <summary>The server that the backup is filed under, or would be.</summary>
    public required string ServerName { get; init; }

    /// <summary>Where the backups are.</summary>
    public required IBackupStorage Storage { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <inheritdoc/>
    protected internal sealed override string? DatabaseKey => Database?.Name;
}
