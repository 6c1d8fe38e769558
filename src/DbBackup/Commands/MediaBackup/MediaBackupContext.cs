using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>What the signals around a media backup have in common.</summary>
public abstract class MediaBackupContext : SignalContext
{
    /// <summary>The command that sends.</summary>
    public required MediaBackupCommand Sender { get; init; }

    /// <summary>The server that the backup is filed under.</summary>
    public required string ServerName { get; init; }

    /// <summary>Where the backup goes.</summary>
    public required IBackupStorage Storage { get; init; }
}
