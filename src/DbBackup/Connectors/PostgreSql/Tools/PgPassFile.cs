using System.Text;
using DbBackup.Storage;

namespace DbBackup.Connectors;

/// <summary>
/// A password file (https://www.postgresql.org/docs/current/libpq-pgpass.html) that only its owner can read, in a folder that only its
/// owner can enter, for as long as a program of PostgreSQL runs.
/// </summary>
internal sealed class PgPassFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dbbackup-");

    /// <exception cref="BackupException">No such file can hold the password.</exception>
    public PgPassFile(string password, string database)
    {
        try
        {
            if (password.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
                throw new BackupException(
                    $"Database {database}: the password has a line break or a NUL, which no PGPASSFILE can hold. Use the connector native.");
            Path = System.IO.Path.Combine(_folder.FullName, "pgpass");
            using var file = DurableFile.CreateNew(Path);
            file.Write(Encoding.UTF8.GetBytes($"*:*:*:*:{Escape(password)}\n"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    private static string Escape(string password) =>
        password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
}
