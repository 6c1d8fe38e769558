namespace DbBackup.Configuration;

/// <summary>When backups are well, where a database or the media have no rules of their own; and who is told of each good run.</summary>
public sealed class HealthSettings : HealthRules
{
    /// <summary>
    /// The address of a dead man's switch, which is called (GET) after good runs and raises the alarm when the calls stop. It may hold a
    /// secret, and is never shown.
    /// </summary>
    public string? PingUrl { get; set; }

    /// <summary>How long the answer may take.</summary>
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
