using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.PostgreSql.Fidelity;

/// <summary>A dump by the connector alone, for what the command line would refuse before: a payload that was changed.</summary>
internal sealed record Dump(NativePayload Payload, IReadOnlyList<TableRows> Tables)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Dump> OfAsync(PostgresDatabase database) => OfAsync(database, database.ConnectionString);

    /// <summary>By another way to the server.</summary>
    public static async Task<Dump> OfAsync(PostgresDatabase database, string connectionString)
    {
        using var payload = new MemoryStream();
        var result = await Connector(database, connectionString).DumpAsync(payload, new(), Token);
        return new(NativePayload.Read(payload.ToArray()), result.Tables);
    }

    public Task<RestoreResult> RestoreAsync(PostgresDatabase target, RestoreMode? mode = null) =>
        Connector(target, target.ConnectionString, mode).RestoreAsync(new MemoryStream(Payload.ToBytes()), new() { ExpectedTables = Tables }, Token);

    /// <summary>One that lost a row of a table, and nothing in it knows.</summary>
    public Dump WithoutLastRow(string schema, string table) =>
        new(Payload.WithoutLastRow(table), [.. Tables.Select(t => t.Name == $"{schema}.{table}" ? t with { Rows = t.Rows - 1 } : t)]);

    private static NativePgConnector Connector(PostgresDatabase database, string connectionString, RestoreMode? mode = null) =>
        new(new DatabaseSettings { Name = database.Name, Engine = "PostgreSql", ConnectionString = connectionString, Restore = mode });
}
