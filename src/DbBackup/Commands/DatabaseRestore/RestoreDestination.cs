using System.Data.Common;
using DbBackup.Configuration;

namespace DbBackup.Commands;

/// <summary>The database that a restore goes to: a configured one, or another by its connection string.</summary>
internal static class RestoreDestination
{
    private static readonly string[] Secrets = ["Password", "PWD", "PSW", "SSL Password"];

    /// <summary>The configured database, with another connection string where one is given.</summary>
    /// <exception cref="ConfigurationException">The string cannot be read, or has a password, which everybody on this machine could see.</exception>
    public static DatabaseSettings Of(DatabaseSettings configured, string? to)
    {
        if (to is null)
            return configured;
        var parts = Parse(to);
        if (Secrets.Any(parts.ContainsKey))
            throw new ConfigurationException("--to has a password, which everybody on this machine can see: remove it, and use PasswordFile or PasswordVariable of the database.");
        return configured.WithConnectionString(to);
    }

    private static DbConnectionStringBuilder Parse(string to)
    {
        try
        {
            return new() { ConnectionString = to };
        }
        catch (ArgumentException)
        {
            throw new ConfigurationException("--to is no connection string; it is as 'Host=db2;Database=copy;Username=app'.");
        }
    }
}
