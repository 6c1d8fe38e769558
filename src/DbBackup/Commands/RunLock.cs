using DbBackup.Catalog;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>
/// Keeps two runs on one subject apart, on storages that can. The configured storage is where they meet, also when a run reads or writes a
/// local path: the subject is the same, and the folder of that path may be read-only.
/// </summary>
internal static class RunLock
{
    /// <summary>Takes the lock; the returned handle gives it back.</summary>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(IBackupStorage storage, string subject, CancellationToken token)
    {
        if (storage is not ILockingStorage locking)
            return Nothing.Instance;
        return await locking.TryLockAsync(FilenameTemplate.Fit(subject), token) is { } held
            ? new Held(held)
            : throw new RunLockedException($"Another run works on {subject} in the {storage.Description}: wait for it to end, or stop it.");
    }

    /// <summary>
    /// Takes the lock for a run that does not write to the storage: a restore, or a backup to a path. A storage that cannot be written
    /// to, as a mounted snapshot or a full disk, is no reason to keep anybody from it, and nobody else writes there either.
    /// </summary>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    public static async Task<IAsyncDisposable> TakeWherePossibleAsync(IBackupStorage storage, string subject, CancellationToken token)
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

    private sealed class Held(IAsyncDisposable handle) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await handle.DisposeAsync();
            }
            catch (Exception)
            {
                // The run has ended and its signals are sent: a storage that cannot give the lock back makes it no failure.
            }
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public static readonly Nothing Instance = new();

        public ValueTask DisposeAsync() => default;
    }
}
