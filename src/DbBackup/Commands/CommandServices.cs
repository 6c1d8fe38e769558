using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;
using Microsoft.Extensions.Logging;

namespace DbBackup.Commands;

/// <summary>What every command works with.</summary>
internal sealed record CommandServices(
    DbBackupSettings Settings,
    IBackupStorage Storage,
    DatabaseConnectors Connectors,
    SignalDispatcher Dispatcher,
    IServiceProvider Services,
    TimeProvider Clock,
    ILogger Logger)
{
    /// <summary>The server that backups are filed under: the option, else the configuration, else the host's name.</summary>
    public string ServerName(string? option) => option ?? Settings.ServerName ?? Environment.MachineName;

    /// <summary>Begins a run: its id, its start, and what sends its signals.</summary>
    public SignalledRun BeginRun(string subject)
    {
        var now = Clock.GetUtcNow();
        return new(Dispatcher, Services, Logger, subject, RunId.New(now), now);
    }

    /// <summary>The configured databases that an option names; all when it names none.</summary>
    /// <exception cref="ConfigurationException">A name is empty or unknown, or there are no databases.</exception>
    public IReadOnlyList<DatabaseSettings> SelectDatabases(IReadOnlyList<string> names)
    {
        if (Settings.Databases.Count == 0)
            throw new ConfigurationException("No database is configured: add one under 'Databases' in dbbackup.json.");
        return names.Count == 0
            ? [.. Settings.Databases.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value)]
            : [.. names.Distinct(StringComparer.Ordinal).Select(SelectDatabase)];
    }

    /// <summary>The configured database of a name.</summary>
    /// <exception cref="ConfigurationException">The name is empty or unknown.</exception>
    public DatabaseSettings SelectDatabase(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ConfigurationException("A database name is empty: give the key of a database, or leave --database out.");
        return Settings.Databases.GetValueOrDefault(name) ?? throw new ConfigurationException(
            $"There is no database '{name}' in the configuration; it has {string.Join(", ", Settings.Databases.Keys.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>The connector that restores a backup to a database: that which made it.</summary>
    /// <exception cref="BackupException">The backup is of another engine.</exception>
    public DatabaseConnector ConnectorOf(BackupManifest backup, DatabaseSettings database)
    {
        if (!string.Equals(backup.Engine, database.Engine, StringComparison.OrdinalIgnoreCase))
            throw new BackupException(
                $"{backup.Name} is of the engine {backup.Engine}, database {database.Name} is {database.Engine}: restore it into a {backup.Engine} database.");
        return Connectors.Create(database, backup.Connector);
    }

    /// <summary>Refuses a database that is neither configured nor among the backups.</summary>
    /// <exception cref="ConfigurationException">There is such a name.</exception>
    public void RefuseUnknown(IReadOnlyList<string> names, IReadOnlyList<BackupManifest> backups)
    {
        foreach (var name in names)
            if (backups.All(b => b.Database != name))
                SelectDatabase(name);
    }

    /// <summary>The media folder's full path.</summary>
    /// <exception cref="ConfigurationException">None is configured.</exception>
    public string MediaFolder() => Path.GetFullPath(
        Settings.Media.Path ?? throw new ConfigurationException("No media folder is configured: set 'Media:Path' in dbbackup.json."));
}
