using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>Dumps and restores by the connector alone, for what the command line would refuse before: a payload that was changed.</summary>
internal static class Dumps
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<NativePayload> OfAsync(PostgresDatabase database)
    {
        using var payload = new MemoryStream();
        await Connector(database).DumpAsync(payload, new(), Token);
        return NativePayload.Read(payload.ToArray());
    }

    public static Task<RestoreResult> RestoreAsync(NativePayload payload, PostgresDatabase target) =>
        Connector(target).RestoreAsync(new MemoryStream(payload.ToBytes()), new() { ExpectedTables = [] }, Token);

    private static NativePgConnector Connector(PostgresDatabase database) =>
        new(new DatabaseSettings { Name = database.Name, Engine = "PostgreSql", ConnectionString = database.ConnectionString });
}
