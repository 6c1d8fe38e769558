using DbBackup.Catalog;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>Keeps two runs on one subject apart, on storages that can.</summary>
internal static class RunLock
{
    /// <summary>Takes the lock; the returned handle gives it back.</summary>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(IBackupStorage storage, string subject, CancellationToken token)
    {
        if (storage is not ILockingStorage locking)
            return Nothing.Instance;
        return await locking.TryLockAsync(FilenameTemplate.Fit(subject), token)
            ?? throw new RunLockedException($"Another run works on {subject} in the {storage.Description}: wait for it to end, or stop it.");
    }

    /// <summary>
    /// Takes the lock for a run that only reads the storage. A folder that cannot be written to, as a mounted snapshot or a full disk,
    /// is no reason to keep anybody from a backup.
    /// </summary>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    public static async Task<IAsyncDisposable> TakeToReadAsync(IBackupStorage storage, string subject, CancellationToken token)
    {
        try
        {
            return await TakeAsync(storage, subject, token);
        }
        catch (BackupException e) when (e.InnerException is { } cause && (FileError.IsForbidden(cause) || FileError.IsFull(cause)))
        {
            return Nothing.Instance;
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public static readonly Nothing Instance = new();

        public ValueTask DisposeAsync() => default;
    }
}
