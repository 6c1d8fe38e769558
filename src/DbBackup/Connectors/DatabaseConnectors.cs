using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>The connectors of an application, by engine and name.</summary>
public sealed class DatabaseConnectors
{
    private readonly List<DatabaseConnectorFactory> _factories;

    /// <summary>Creates the set. The first connector of an engine is that engine's default.</summary>
    public DatabaseConnectors(IEnumerable<DatabaseConnectorFactory> factories) => _factories = [.. factories];

    /// <summary>Makes the connector of a database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connector">The connector's name; <see langword="null"/> takes the database's own or the engine's default.</param>
    /// <exception cref="ConfigurationException">There is no such engine or connector, or the connection string is not usable.</exception>
    public DatabaseConnector Create(DatabaseSettings database, string? connector = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        var ofEngine = OfEngine(database.Engine);
        if (ofEngine.Count == 0)
            throw new ConfigurationException(
                $"Database {database.Name}: the engine '{database.Engine}' is not known; it takes {Names(_factories.Select(f => f.Engine))}.");

        var name = connector ?? database.Connector;
        var factory = name is null ? ofEngine[0] : ofEngine.Find(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        return factory?.Create(database) ?? throw new ConfigurationException(
            $"Database {database.Name}: {ofEngine[0].Engine} has no connector '{name}'; it has {Names(ofEngine.Select(f => f.Name))}.");
    }

    /// <summary>What looks whether a backup's payload is whole; <see langword="null"/> when its connector is not there, or has none.</summary>
    internal PayloadCheck? FindPayloadCheck(BackupManifest backup) =>
        OfEngine(backup.Engine).Find(f => string.Equals(f.Name, backup.Connector, StringComparison.OrdinalIgnoreCase))?.CheckPayload;

    private List<DatabaseConnectorFactory> OfEngine(string? engine) =>
        _factories.FindAll(f => string.Equals(f.Engine, engine, StringComparison.OrdinalIgnoreCase));

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.OrdinalIgnoreCase));
}
