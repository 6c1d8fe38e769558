using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

/// <summary>A storage over another one, to be told to behave otherwise.</summary>
internal abstract class StorageDecorator(IBackupStorage storage) : IBackupStorage
{
    public string Description => storage.Description;

    public virtual Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token) => storage.WriteAsync(name, write, token);

    public virtual Task<Stream> OpenReadAsync(string name, CancellationToken token) => storage.OpenReadAsync(name, token);

    public virtual IAsyncEnumerable<StoredObject> ListAsync(CancellationToken token) => storage.ListAsync(token);

    public virtual Task<bool> DeleteAsync(string name, CancellationToken token) => storage.DeleteAsync(name, token);

    public virtual Task<bool> ExistsAsync(string name, CancellationToken token) => storage.ExistsAsync(name, token);
}
