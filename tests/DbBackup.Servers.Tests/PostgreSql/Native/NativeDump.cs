using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.PostgreSql.Native;

/// <summary>A dump in memory, made and restored by the connector alone.</summary>
internal sealed record NativeDump(byte[] Payload, DumpResult Result)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static NativePgConnector Connector(string connectionString, Action<DatabaseSettings>? change = null)
    {
        var settings = new DatabaseSettings { Name = "orders", Engine = "PostgreSql", ConnectionString = connectionString };
        change?.Invoke(settings);
        return new(settings);
    }

    public static async Task<NativeDump> OfAsync(PostgresDatabase database, DumpOptions? options = null, Action<DatabaseSettings>? change = null)
    {
        var payload = new MemoryStream();
        var result = await Connector(database.ConnectionString, change).DumpAsync(payload, options ?? new DumpOptions(), Token);
        return new(payload.ToArray(), result);
    }

    /// <summary>Why a dump fails.</summary>
    public static Task<BackupException> RefusalAsync(string connectionString, Action<DatabaseSettings>? change = null) =>
        Assert.ThrowsAnyAsync<BackupException>(() => Connector(connectionString, change).DumpAsync(new MemoryStream(), new DumpOptions(), Token));

    public async Task<RestoreResult> RestoreAsync(PostgresDatabase database, RestoreOptions? options = null, Action<DatabaseSettings>? change = null) =>
        await Connector(database.ConnectionString, change).RestoreAsync(
            new MemoryStream(Payload), (options ?? new() { ExpectedTables = [] }) with { ExpectedTables = Result.Tables }, Token);

    /// <summary>Why a restore fails.</summary>
    public Task<BackupException> RestoreRefusalAsync(PostgresDatabase database, RestoreOptions? options = null, Action<DatabaseSettings>? change = null) =>
        Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(database, options, change));
}
