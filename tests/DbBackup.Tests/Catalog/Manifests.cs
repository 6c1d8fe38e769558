using DbBackup.Catalog;

namespace DbBackup.Tests.Catalog;

/// <summary>Manifests for tests of the catalogue.</summary>
internal static class Manifests
{
    public static BackupManifest Database(string name, DateTimeOffset startedAt, string database = "default", string server = "web01") => new()
    {
        RunId = "01TEST", Kind = BackupKind.Database, Name = name, Database = database, DatabaseName = "shop.db", Server = server,
        Engine = "Sqlite", EngineVersion = "3.53.3", Connector = "snapshot", StartedAt = startedAt, CompletedAt = startedAt.AddSeconds(2),
        StoredBytes = 123, StoredSha256 = "aa", PayloadBytes = 456, PayloadSha256 = "bb", Compression = "zstd",
        Tables = [new("main.Käufer", 59)], Receivers = ["Shop.Hooks.Notify"], Tool = "DbBackup 0.1.0",
    };

    public static BackupManifest Media(string name, DateTimeOffset startedAt, string server = "web01") =>
        Database(name, startedAt, server: server) with { Kind = BackupKind.Media, Database = null, DatabaseName = null, Engine = null, Tables = [] };
}
