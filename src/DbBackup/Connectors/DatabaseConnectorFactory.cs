using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>Makes the connectors of one engine and name. Register one to add a connector.</summary>
/// <param name="Engine">The engine, as in the configuration.</param>
/// <param name="Name">The connector's name, as in the configuration.</param>
/// <param name="Create">Makes a connector for one database; connects to nothing yet.</param>
public sealed record DatabaseConnectorFactory(string Engine, string Name, Func<DatabaseSettings, DatabaseConnector> Create)
{
    /// <summary>How <c>verify</c> looks whether a payload of this connector is whole; without it, its bytes are compared with the manifest and no more.</summary>
    public PayloadCheck? CheckPayload { get; init; }
}
