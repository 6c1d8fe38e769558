namespace DbBackup;

/// <summary>
/// Something went wrong that a person can act on. The message is one sentence or two: what happened, to which object, and what to do.
/// It never holds a secret.
/// </summary>
public class BackupException : Exception
{
    /// <summary>Creates the error with the line that the user reads.</summary>
    public BackupException(string message) : base(message) { }

    /// <summary>Creates the error with the line that the user reads and its cause.</summary>
    public BackupException(string message, Exception? innerException) : base(message, innerException) { }
}
