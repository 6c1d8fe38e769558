using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace DbBackup.Storage;

/// <summary>Objects in the memory of this process, for tests and tours: at most 2 GB each. Safe to use from several threads.</summary>
public sealed class InMemoryStorage : IBackupStorage
{
    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Description => "memory";

    /// <inheritdoc/>
    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);
        ArgumentNullException.ThrowIfNull(write);
        token.ThrowIfCancellationRequested();
        if (_objects.ContainsKey(name))
            throw Taken(name);

        using var target = new MemoryStream();
        var content = new ContentStream(target, (e, written) => new($"{name} is too large for {Description}: it stopped after {written} bytes.", e), token);
        try
        {
            await write(content, token);
        }
        catch
        {
            content.ThrowIfTargetFailed();
            throw;
        }
        await content.CompleteAsync();
        token.ThrowIfCancellationRequested();
        if (!_objects.TryAdd(name, target.ToArray()))
            throw Taken(name);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(string name, CancellationToken token)
    {
        await CheckAsync(name, token);
        return _objects.TryGetValue(name, out var content)
            ? new MemoryStream(content, writable: false)
            : throw new BackupException($"There is no {name} in {Description}: list shows what there is.");
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken token)
    {
        await Task.CompletedTask;
        foreach (var (name, content) in _objects.ToArray())
        {
            token.ThrowIfCancellationRequested();
            yield return new StoredObject(name, content.Length);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, CancellationToken token)
    {
        await CheckAsync(name, token);
        return _objects.TryRemove(name, out _);
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string name, CancellationToken token)
    {
        await CheckAsync(name, token);
        return _objects.ContainsKey(name);
    }

    /// <summary>In a task, so that errors come out of the await as those of any other storage do.</summary>
    private static Task CheckAsync(string name, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);
        token.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    private BackupException Taken(string name) => new($"{name} exists already in {Description}: nothing is overwritten. Choose another name.");
}
