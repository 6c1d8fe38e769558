namespace DbBackup.Signals;

/// <summary>
/// A moment of a run at which receivers are called. The context of <c>Signal.X</c> is <c>DbBackup.Commands.XContext</c>.
/// </summary>
/// <remarks>The numbers are stable: compiled tables carry them. Zero and 15 are no signals.</remarks>
public enum Signal
{
    /// <summary>Before a database is read. A receiver that throws vetoes the backup.</summary>
    PreBackup = 1,

    /// <summary>After a backup was committed to the storage, before any clean-up.</summary>
    PostBackup = 2,

    /// <summary>After the confirmation and before a database is changed. A receiver that throws vetoes the restore.</summary>
    PreRestore = 3,

    /// <summary>After a database was restored and compared with its manifest.</summary>
    PostRestore = 4,

    /// <summary>Before the media folder is read. A receiver that throws vetoes the backup.</summary>
    PreMediaBackup = 5,

    /// <summary>After a media backup was committed to the storage.</summary>
    PostMediaBackup = 6,

    /// <summary>After the confirmation and before the media folder is changed. A receiver that throws vetoes the restore.</summary>
    PreMediaRestore = 7,

    /// <summary>After the media folder was restored.</summary>
    PostMediaRestore = 8,

    /// <summary>A database backup failed, was cancelled or was vetoed. Nothing became visible.</summary>
    BackupFailed = 9,

    /// <summary>A database restore failed, was cancelled or was vetoed. The target is as it was.</summary>
    RestoreFailed = 10,

    /// <summary>A media backup failed, was cancelled or was vetoed. Nothing became visible.</summary>
    MediaBackupFailed = 11,

    /// <summary>A media restore failed, was cancelled or was vetoed. The folder is as it was.</summary>
    MediaRestoreFailed = 12,

    /// <summary>Before old backups are deleted. A receiver may spare some, or veto the clean-up by throwing.</summary>
    PreCleanup = 13,

    /// <summary>After old backups were deleted, or the clean-up stopped.</summary>
    PostCleanup = 14,

    /// <summary>A backup was restored into a scratch place and is what its manifest says.</summary>
    DrillSucceeded = 16,

    /// <summary>A drill failed or was cancelled: nobody can count on that backup, or there is none.</summary>
    DrillFailed = 17,

    /// <summary>What a restore is about to replace was backed up, verified and pinned. The restore follows, and its own last signal.</summary>
    SafetyBackupTaken = 18,

    /// <summary>The health of the backups was checked, whatever was found.</summary>
    HealthChecked = 19,
}
