using DbBackup.Catalog;

namespace DbBackup.Tests.Cli;

/// <summary>Backups that are reported on.</summary>
internal static class ManifestExamples
{
    public static BackupManifest Shop { get; } = new()
    {
        RunId = "01KAPQ0000000000000000000",
        Kind = BackupKind.Database,
        Name = "shop-web01-20261123T031500Z.sqlite3.zst",
        Database = "shop",
        DatabaseName = "shop.db",
        Server = "web01",
        Engine = "Sqlite",
        EngineVersion = "3.53.3",
        Connector = "snapshot",
        StartedAt = new(2026, 11, 23, 3, 15, 0, TimeSpan.Zero),
        CompletedAt = new(2026, 11, 23, 3, 15, 2, TimeSpan.Zero),
        StoredBytes = 1_234_567,
        StoredSha256 = new('a', 64),
        PayloadBytes = 4_567_890,
        PayloadSha256 = new('b', 64),
        Compression = "zstd",
        Tables = [new("main.customers", 59), new("main.orders", 1)],
        Receivers = ["Shop.Hooks.Notify"],
        Tool = "DbBackup 0.1.0",
    };

    public static BackupManifest Media { get; } = Shop with
    {
        Kind = BackupKind.Media,
        Name = "media-web01-20261122T031500Z.tar.zst",
        Database = null,
        DatabaseName = null,
        Engine = null,
        EngineVersion = null,
        Connector = "tar",
        StartedAt = new(2026, 11, 22, 3, 15, 0, TimeSpan.Zero),
        CompletedAt = new(2026, 11, 22, 3, 15, 0, TimeSpan.Zero),
        StoredBytes = 0,
        PayloadBytes = 0,
        Tables = [],
        Entries = 1,
    };
}
