using DbBackup.Configuration;
using Microsoft.Data.Sqlite;

namespace DbBackup.Connectors;

/// <summary>What a SQLite connection string says, read once.</summary>
/// <param name="Database">The database's key in the configuration.</param>
/// <param name="Path">The database file, absolute, as configured; it may be a symbolic link.</param>
/// <param name="LockTimeout">How long to wait for the locks of others: <c>Default Timeout</c>, 30 seconds unless said.</param>
/// <param name="StagingPath">The folder for temporary copies, absolute.</param>
/// <param name="Check">How thoroughly copies are checked.</param>
internal sealed record SqliteConnectionSettings(string Database, string Path, TimeSpan LockTimeout, string StagingPath, IntegrityCheck Check)
{
    private const string DataDirectory = "|DataDirectory|";

    /// <exception cref="ConfigurationException">The connection string names no file, or asks for what cannot be backed up.</exception>
    public static SqliteConnectionSettings Parse(DatabaseSettings settings, string? stagingPath)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = ParseBuilder(settings);
        if (builder.Password.Length > 0)
            throw Unusable(settings, "it has a Password, and encrypted databases cannot be read by this engine");
        if (builder.DataSource.Length == 0)
            throw Unusable(settings, "it names no file");
        if (builder.Mode == SqliteOpenMode.Memory || builder.DataSource.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
            throw Unusable(settings, "a database in memory belongs to its own process and has no file to back up");
        if (builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw Unusable(settings, "Data Source is a URI");

        return new SqliteConnectionSettings(
            settings.Name,
            System.IO.Path.GetFullPath(Expand(builder.DataSource)),
            TimeSpan.FromSeconds(builder.DefaultTimeout),
            System.IO.Path.GetFullPath(stagingPath ?? System.IO.Path.GetTempPath()),
            settings.IntegrityCheck ?? IntegrityCheck.Quick);
    }

    /// <summary>The file's name, as in the manifest.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <exception cref="BackupException">There is no such file.</exception>
    public void RequireFile()
    {
        if (Directory.Exists(Path))
            throw new BackupException($"Database {Database}: {Path} is a folder. Let Data Source name the database file.");
        if (!File.Exists(Path))
            throw new BackupException(
                $"Database {Database}: {Path} does not exist or its folder may not be read. Check Data Source in the connection string.");
    }

    /// <summary>The file that a restore replaces: behind a symbolic link its last target, so that the link stays.</summary>
    public string ResolveTarget()
    {
        if (Directory.Exists(Path))
            throw new BackupException($"Database {Database}: {Path} is a folder. Let Data Source name the database file.");
        try
        {
            return File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new BackupException($"Database {Database}: the symbolic link {Path} cannot be followed. Point it at a file.", e);
        }
        catch (IOException)
        {
            return Path;
        }
    }

    private static SqliteConnectionStringBuilder ParseBuilder(DatabaseSettings settings)
    {
        try
        {
            return new SqliteConnectionStringBuilder(settings.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // Neither the message nor the cause goes on: both may quote a part of the connection string.
            throw Unusable(settings, "it cannot be parsed");
        }
    }

    // The rule of Microsoft.Data.Sqlite: an application and its backup must mean the same file.
    private static string Expand(string dataSource)
    {
        var folder = AppDomain.CurrentDomain.GetData("DataDirectory") as string;
        if (dataSource.StartsWith(DataDirectory, StringComparison.OrdinalIgnoreCase))
            return System.IO.Path.Combine(folder ?? AppContext.BaseDirectory, dataSource[DataDirectory.Length..].TrimStart('/', '\\'));
        return folder is null ? dataSource : System.IO.Path.Combine(folder, dataSource);
    }

    private static ConfigurationException Unusable(DatabaseSettings settings, string why) =>
        new($"Database {settings.Name}: the connection string is not usable: {why}. Give it as 'Data Source=<path of the database file>'.");
}
