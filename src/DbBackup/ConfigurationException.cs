namespace DbBackup;

/// <summary>Wrong usage or configuration: nothing was begun. The command line ends with exit code 2.</summary>
public sealed class ConfigurationException : BackupException
{
    /// <summary>Creates the error with the line that the user reads.</summary>
    public ConfigurationException(string message) : base(message) { }

    /// <summary>Creates the error with the line that the user reads and its cause.</summary>
    public ConfigurationException(string message, Exception? innerException) : base(message, innerException) { }
}
