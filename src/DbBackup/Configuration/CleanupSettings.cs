namespace DbBackup.Configuration;

/// <summary>What clean-up keeps. A missing setting means that everything is kept.</summary>
public sealed class CleanupSettings
{
    /// <summary>How many of the newest backups of each database of a server stay, at least 1.</summary>
    public int? Keep { get; set; }

    /// <summary>How many of the newest media backups of a server stay, at least 1.</summary>
    public int? KeepMedia { get; set; }
}
