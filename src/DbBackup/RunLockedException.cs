namespace DbBackup;

/// <summary>Another run holds the lock. Nothing was begun and no signal was sent. The command line ends with exit code 5.</summary>
public sealed class RunLockedException(string message) : BackupException(message);
