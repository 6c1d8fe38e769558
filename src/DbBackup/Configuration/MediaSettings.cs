namespace DbBackup.Configuration;

/// <summary>The media folder.</summary>
public sealed class MediaSettings
{
    /// <summary>The folder, relative to the current one. <see langword="null"/> when the application has none.</summary>
    public string? Path { get; set; }

    /// <summary>What may happen to a file while it is read without failing the run. Empty by default.</summary>
    public List<MediaTolerance> Tolerate { get; set; } = [];

    /// <summary>What clean-up keeps of media. <see langword="null"/> keeps everything, unless <see cref="CleanupSettings.KeepMedia"/> says otherwise.</summary>
    public RetentionSettings? Cleanup { get; set; }

    /// <summary>When the backups of media are well, in place of the general <see cref="DbBackupSettings.Health"/>.</summary>
    public HealthRules? Health { get; set; }
}
