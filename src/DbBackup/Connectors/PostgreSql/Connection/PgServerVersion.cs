using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The version of a server.</summary>
internal static class PgServerVersion
{
    /// <summary>The oldest that is read and restored into.</summary>
    public const int Oldest = 12;

    /// <summary>The version in words, without the distribution's additions.</summary>
    public static string Text(NpgsqlConnection connection) => connection.ServerVersion.Split(' ')[0];

    /// <exception cref="BackupException">It is too old.</exception>
    public static void RequireSupported(NpgsqlConnection connection, PgConnectionSettings settings)
    {
        if (connection.PostgreSqlVersion.Major < Oldest)
            throw new BackupException(
                $"Database {settings.Database}: the server {settings.Server} is PostgreSQL {Text(connection)}, and the oldest that can be backed up is {Oldest}. Upgrade it, or use pg_dump.");
    }
}
