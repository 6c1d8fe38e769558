namespace DbBackup.Receivers;

/// <summary>What may be worth a mail or a call.</summary>
public enum Occasion
{
    /// <summary>A backup, a restore, a drill or a clean-up failed, was vetoed or was cancelled; or the backups are not well.</summary>
    Failure,

    /// <summary>A backup or a restore succeeded.</summary>
    Success,

    /// <summary>A clean-up deleted backups.</summary>
    Cleanup,
}
