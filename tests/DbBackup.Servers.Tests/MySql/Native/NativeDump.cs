using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>A dump in memory, made and restored by the connector alone, for what the command line would refuse before: a payload that was changed.</summary>
internal sealed record NativeDump(byte[] Payload, DumpResult Result)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The payload's entries.</summary>
    public NativePayload Entries => NativePayload.Read(Payload);

    public static NativeMySqlConnector Connector(string connectionString, Action<DatabaseSettings>? change = null)
    {
        var settings = new DatabaseSettings { Name = "orders", Engine = "MySql", ConnectionString = connectionString };
        change?.Invoke(settings);
        return new(settings);
    }

    public static async Task<NativeDump> OfAsync(MySqlDatabase database, DumpOptions? options = null, Action<DatabaseSettings>? change = null)
    {
        var payload = new MemoryStream();
        var result = await Connector(database.ConnectionString, change).DumpAsync(payload, options ?? new DumpOptions(), Token);
        return new(payload.ToArray(), result);
    }

    /// <summary>Why a dump fails.</summary>
    public static Task<BackupException> RefusalAsync(string connectionString, Action<DatabaseSettings>? change = null) =>
        Assert.ThrowsAnyAsync<BackupException>(() => Connector(connectionString, change).DumpAsync(new MemoryStream(), new DumpOptions(), Token));

    public async Task<RestoreResult> RestoreAsync(MySqlDatabase database, RestoreOptions? options = null, Action<DatabaseSettings>? change = null) =>
        await Connector(database.ConnectionString, change).RestoreAsync(
            new MemoryStream(Payload), (options ?? new() { ExpectedTables = [] }) with { ExpectedTables = Result.Tables }, Token);

    /// <summary>Why a restore fails.</summary>
    public Task<BackupException> RestoreRefusalAsync(MySqlDatabase database, RestoreOptions? options = null, Action<DatabaseSettings>? change = null) =>
        Assert.ThrowsAnyAsync<BackupException>(() => RestoreAsync(database, options, change));
}
