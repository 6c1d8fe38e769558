namespace DbBackup;

/// <summary>A stored backup or its manifest is not what was written: truncated, changed, or of another format. Nothing was restored.</summary>
public sealed class DamagedBackupException : BackupException
{
    /// <summary>Creates the error with the line that the user reads.</summary>
    public DamagedBackupException(string message) : base(message) { }

    /// <summary>Creates the error with the line that the user reads and its cause.</summary>
    public DamagedBackupException(string message, Exception? innerException) : base(message, innerException) { }
}
