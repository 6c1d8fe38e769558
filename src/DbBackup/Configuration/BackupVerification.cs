namespace DbBackup.Configuration;

/// <summary>How a backup is read back from the storage before it becomes visible.</summary>
public enum BackupVerification
{
    /// <summary>The stored bytes are hashed, and decoded to the end where nothing forbids it: not encrypted, or the key is here. The default.</summary>
    Full,

    /// <summary>The stored bytes are hashed.</summary>
    Stored,

    /// <summary>It is not read back. The storage is believed.</summary>
    Off,
}
