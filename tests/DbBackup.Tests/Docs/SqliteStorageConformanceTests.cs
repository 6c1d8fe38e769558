using DbBackup.Storage;

namespace DbBackup.Tests.Docs;

#region Tests
public sealed class SqliteStorageConformanceTests : StorageConformanceTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    protected override Task<IBackupStorage> CreateAsync()
        => Task.FromResult<IBackupStorage>(new SqliteStorage(Path.Combine(_folder, "backups.sqlite3")));

    protected override Task CleanUpAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
#endregion
