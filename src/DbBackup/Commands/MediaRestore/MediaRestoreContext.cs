using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>What the signals around a media restore have in common.</summary>
public abstract class MediaRestoreContext : SignalContext
{
    /// <summary>The command that sends.</summary>
    public required MediaRestoreCommand Sender { get; init; }

    /// <summary>The backup's name in the storage.</summary>
    public required string Filename { get; init; }

    /// <summary>The server that the backup is filed under.</summary>
    public required string ServerName { get; init; }

    /// <summary>Where the backup is.</summary>
    public required IBackupStorage Storage { get; init; }
}
