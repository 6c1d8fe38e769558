using DbBackup.Configuration;
using DbBackup.Storage;

namespace DbBackup.Connectors;

/// <summary>Where a server's password comes from when it does not stand in the connection string.</summary>
internal sealed class PasswordSource
{
    private readonly DatabaseSettings _settings;

    private PasswordSource(DatabaseSettings settings) => _settings = settings;

    /// <exception cref="ConfigurationException">There are two passwords.</exception>
    public static PasswordSource Of(DatabaseSettings settings, bool hasPassword)
    {
        var key = settings.PasswordFile is not null ? nameof(settings.PasswordFile) : settings.PasswordVariable is not null ? nameof(settings.PasswordVariable) : null;
        return hasPassword && key is not null
            ? throw new ConfigurationException($"Database {settings.Name}: both the connection string and {key} give a password; remove one.")
            : new(settings);
    }

    /// <summary>Reads the password; <see langword="null"/> when there is no source.</summary>
    /// <exception cref="BackupException">The source has none.</exception>
    public string? Read()
    {
        if (_settings.PasswordFile is { } file)
            return ReadFile(file);
        if (_settings.PasswordVariable is not { } variable)
            return null;
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } password ? password : throw new BackupException(
            $"Database {_settings.Name}: the environment variable {variable} of PasswordVariable is not set. Set it, or name another.");
    }

    private string ReadFile(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } password ? password : throw new BackupException(
                $"Database {_settings.Name}: the first line of {file} is empty. Write the password there, or correct PasswordFile.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"Database {_settings.Name}: the password file {file} cannot be read: {FileError.Reason(e)}. Correct PasswordFile, or let this user read it.", e);
        }
    }
}
