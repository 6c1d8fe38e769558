namespace DbBackup.Storage;

/// <summary>A storage that can also keep two runs apart.</summary>
public interface ILockingStorage : IBackupStorage
{
    /// <summary>Takes a lock that ends with the returned handle, and with the process at the latest.</summary>
    /// <param name="name">A name that <see cref="StorageName.IsValid"/> accepts.</param>
    /// <param name="token">Cancels the attempt.</param>
    /// <returns>The lock, or <see langword="null"/> at once when another run holds it.</returns>
    Task<IAsyncDisposable?> TryLockAsync(string name, CancellationToken token);
}
