namespace DbBackup.Connectors;

/// <summary>A password file, for as long as a program of PostgreSQL runs: https://www.postgresql.org/docs/current/libpq-pgpass.html.</summary>
internal sealed class PgPassFile : IDisposable
{
    private readonly TemporarySecret _secret;

    /// <exception cref="BackupException">No such file can hold the password.</exception>
    public PgPassFile(string password, string database)
    {
        if (password.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
            throw new BackupException(
                $"Database {database}: the password has a line break or a NUL, which no PGPASSFILE can hold. Use the connector native.");
        _secret = new($"*:*:*:*:{Escape(password)}\n");
    }

    /// <summary>The file.</summary>
    public string Path => _secret.Path;

    /// <inheritdoc/>
    public void Dispose() => _secret.Dispose();

    private static string Escape(string password) =>
        password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
}
