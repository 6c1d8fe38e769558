using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

public sealed class InMemoryStorageConformanceTests : StorageConformanceTests
{
    protected override Task<IBackupStorage> CreateAsync() => Task.FromResult<IBackupStorage>(new InMemoryStorage());
}
