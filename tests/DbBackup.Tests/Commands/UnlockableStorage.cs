using DbBackup.Storage;

namespace DbBackup.Tests.Commands;

/// <summary>A storage that takes no lock, as a folder that may only be read.</summary>
internal sealed class UnlockableStorage(IBackupStorage storage, Exception cause) : ILockingStorage
{
    public string Description => storage.Description;

    public Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token) => storage.WriteAsync(name, write, token);

    public Task<Stream> OpenReadAsync(string name, CancellationToken token) => storage.OpenReadAsync(name, token);

    public IAsyncEnumerable<StoredObject> ListAsync(CancellationToken token) => storage.ListAsync(token);

    public Task<bool> DeleteAsync(string name, CancellationToken token) => storage.DeleteAsync(name, token);

    public Task<bool> ExistsAsync(string name, CancellationToken token) => storage.ExistsAsync(name, token);

    public Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken token) => throw new BackupException("The lock cannot be taken.", cause);
}
