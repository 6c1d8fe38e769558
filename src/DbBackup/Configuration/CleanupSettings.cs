namespace DbBackup.Configuration;

/// <summary>What clean-up keeps of each database that has no <see cref="DatabaseSettings.Cleanup"/> of its own.</summary>
public sealed class CleanupSettings : RetentionSettings
{
    /// <summary>A short name of <see cref="RetentionSettings.KeepLast"/>.</summary>
    public int? Keep { get; set; }

    /// <summary>How many of the newest media backups of a server stay, at least 1: a short way to say <see cref="MediaSettings.Cleanup"/>.</summary>
    public int? KeepMedia { get; set; }
}
