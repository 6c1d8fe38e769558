using DbBackup.Storage;

namespace DbBackup.Tests.Faults;

/// <summary>A storage that says yes and keeps something else than it was given.</summary>
internal sealed class AlteringStorage(IBackupStorage inner, Func<string, byte[], byte[]> alter) : IBackupStorage
{
    public string Description => inner.Description;

    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token)
    {
        using var given = new MemoryStream();
        await write(given, token);
        await inner.WriteAsync(name, async (stream, cancellation) => await stream.WriteAsync(alter(name, given.ToArray()), cancellation), token);
    }

    public Task<Stream> OpenReadAsync(string name, CancellationToken token) => inner.OpenReadAsync(name, token);

    public IAsyncEnumerable<StoredObject> ListAsync(CancellationToken token) => inner.ListAsync(token);

    public Task<bool> DeleteAsync(string name, CancellationToken token) => inner.DeleteAsync(name, token);

    public Task<bool> ExistsAsync(string name, CancellationToken token) => inner.ExistsAsync(name, token);
}
