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
