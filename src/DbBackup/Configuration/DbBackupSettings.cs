using System.Text.Json.Serialization;

namespace DbBackup.Configuration;

/// <summary>The configuration: <c>dbbackup.json</c>, then <c>DBBACKUP_…</c> environment variables; in a host the section <c>DbBackup</c>.</summary>
public sealed class DbBackupSettings
{
    /// <summary>The name under which this machine's backups are filed. The default is the host name.</summary>
    public string? ServerName { get; set; }

    /// <summary>The databases by their keys. A key is what <c>--database</c> names.</summary>
    public Dictionary<string, DatabaseSettings> Databases { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Where backups are kept.</summary>
    public StorageSettings Storage { get; set; } = new();

    /// <summary>The media folder.</summary>
    public MediaSettings Media { get; set; } = new();

    /// <summary>How payloads are compressed.</summary>
    public CompressionSettings Compression { get; set; } = new();

    /// <summary>How backups are encrypted, and opened again. <see langword="null"/> when they are not.</summary>
    public EncryptionSettings? Encryption { get; set; }

    /// <summary>How a backup is read back from the storage before it becomes visible.</summary>
    public BackupVerification Verify { get; set; } = BackupVerification.Full;

    /// <summary>Names of database backups; must contain <c>{database}</c>, <c>{time}</c> and <c>{extension}</c>.</summary>
    public string FilenameTemplate { get; set; } = "{database}-{server}-{time}.{extension}";

    /// <summary>Names of media backups; must contain <c>{time}</c> and <c>{extension}</c>.</summary>
    public string MediaFilenameTemplate { get; set; } = "media-{server}-{time}.{extension}";

    /// <summary>What clean-up keeps.</summary>
    public CleanupSettings Cleanup { get; set; } = new();

    /// <summary>When backups are well, and who is told of good runs.</summary>
    public HealthSettings Health { get; set; } = new();

    /// <summary>How long a receiver may take, unless it says otherwise. Zero is no limit.</summary>
    public TimeSpan ReceiverTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A folder for temporary copies, as large as the largest SQLite database. The default is the system's temporary folder.</summary>
    public string? StagingPath { get; set; }

    /// <summary>What is configured under <c>Receivers</c>: the settings of libraries of receivers, by their types.</summary>
    [JsonIgnore]
    internal IReadOnlyDictionary<Type, object> Receivers { get; set; } = new Dictionary<Type, object>();
}
