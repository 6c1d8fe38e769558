using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

public sealed class FileSystemStorageConformanceTests : StorageConformanceTests
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IBackupStorage> CreateAsync() => Task.FromResult<IBackupStorage>(new FileSystemStorage(_folder.Combine("backups")));

    protected override Task CleanUpAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
