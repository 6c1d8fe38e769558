namespace DbBackup.Storage;

/// <summary>
/// A flat set of named, immutable objects. Nothing is ever overwritten, and an object is visible only once it is whole.
/// A new storage passes <c>StorageConformanceTests</c>.
/// </summary>
public interface IBackupStorage
{
    /// <summary>Where it is, for messages: <c>folder /var/backups</c>. No secret in it.</summary>
    string Description { get; }

    /// <summary>
    /// Writes an object. It is listed, found and readable only after this method has returned; when <paramref name="write"/> throws or
    /// the token is cancelled, nothing is left.
    /// </summary>
    /// <param name="name">A name that <see cref="StorageName.IsValid"/> accepts.</param>
    /// <param name="write">Writes the content, front to back, into a stream that cannot seek. The storage owns the stream.</param>
    /// <param name="token">Cancels the write within a second.</param>
    /// <exception cref="BackupException">The name exists, or the storage cannot hold the object.</exception>
    Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token);

    /// <summary>Opens an object for reading, front to back.</summary>
    /// <exception cref="BackupException">There is no such object, or it cannot be read.</exception>
    Task<Stream> OpenReadAsync(string name, CancellationToken token);

    /// <summary>All visible objects, in no particular order: every one whose write had returned before the call, wherever it was made.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(CancellationToken token);

    /// <summary>Deletes an object.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="BackupException">It cannot be deleted.</exception>
    Task<bool> DeleteAsync(string name, CancellationToken token);

    /// <summary>Whether an object of this name is visible.</summary>
    Task<bool> ExistsAsync(string name, CancellationToken token);
}
