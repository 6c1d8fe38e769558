using System.Diagnostics;
using DbBackup.Catalog;
using DbBackup.Connectors;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>
/// Keeps runs on one series apart: by leases in the configured storage, where all of them meet, also when one reads or writes a local path; and by
/// a lock on the database's own server, where those meet that use different storages or names.
/// </summary>
internal sealed class RunLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly List<Lease> _leases = [];
    private IAsyncDisposable? _onServer;

    private RunLock() { }

    /// <summary>What is to be locked.</summary>
    /// <param name="Services">The storage and the clock.</param>
    /// <param name="Purpose">What for: <c>backup</c>.</param>
    /// <param name="Series">What of.</param>
    public sealed record Request(CommandServices Services, string Purpose, IReadOnlyList<Series> Series)
    {
        /// <summary>The database that is locked on its server as well.</summary>
        public DatabaseConnector? Connector { get; init; }

        /// <summary>How long to wait for others.</summary>
        public TimeSpan Wait { get; init; }

        /// <summary>
        /// Whether the run writes nothing to the storage: a restore, or a backup to a path. A storage that cannot be written to, as a mounted
        /// snapshot or a full disk, is then no reason to keep anybody from it, and nobody else writes there either.
        /// </summary>
        public bool OnlyReads { get; init; }

        /// <summary>Of a restore: what is replaced, and the backup that is read. Neither may a backup begin of the one, nor a clean-up take the other.</summary>
        public static Request OfRestore(CommandServices services, Series target, BackupSource source, BackupManifest backup) =>
            new(services, "restore", source.Storage == services.Storage ? [target, Catalog.Series.Of(backup)] : [target]) { OnlyReads = true };
    }

    /// <summary>Takes it; disposing gives it back.</summary>
    /// <exception cref="RunLockedException">Another run holds it, and has not ended in the time to wait.</exception>
    public static async Task<RunLock> TakeAsync(Request request, CancellationToken token)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var isLast = waited.Elapsed >= request.Wait;
            var (taken, refusal) = await TryTakeAsync(request, token);
            if (taken is not null)
                return taken;
            if (isLast)
                throw new RunLockedException($"{refusal}: wait for it to end, as --wait 10m does, or stop it.");
            await Task.Delay(TimeSpan.FromTicks(Math.Clamp((request.Wait - waited.Elapsed).Ticks, 0, Pause.Ticks)), token);
        }
    }

    /// <summary>Does the work. It is cancelled when a lease is lost.</summary>
    /// <exception cref="BackupException">A lease was lost.</exception>
    public Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken token) =>
        _leases.Aggregate(work, (inner, lease) => cancellation => lease.GuardAsync(inner, cancellation))(token);

    /// <summary>Renews every lease, before something that only the holder may do.</summary>
    /// <exception cref="BackupException">A lease was lost.</exception>
    public async Task EnsureHeldAsync(CancellationToken token)
    {
        foreach (var lease in _leases)
            await lease.EnsureHeldAsync(token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_onServer is not null)
            await _onServer.DisposeAsync();
        foreach (var lease in _leases)
            await lease.DisposeAsync();
    }

    private static async Task<(RunLock? Taken, string? Refusal)> TryTakeAsync(Request request, CancellationToken token)
    {
        var taken = new RunLock();
        var refusal = "";
        try
        {
            refusal = await taken.TakeLeasesAsync(request, token) ?? await taken.LockOnServerAsync(request, token);
            return refusal is null ? (taken, null) : (null, refusal);
        }
        finally
        {
            if (refusal is not null)
                await taken.DisposeAsync();
        }
    }

    // In one order, so that two runs that need the same two do not wait for each other.
    private async Task<string?> TakeLeasesAsync(Request request, CancellationToken token)
    {
        foreach (var series in request.Series.Distinct().OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            try
            {
                var (held, other) = await Lease.TryTakeAsync(request.Services.Storage, series.Name, request.Purpose, request.Services.Clock, token);
                if (held is null)
                    return $"Another run works on {series} in the {request.Services.Storage.Description} ({other})";
                _leases.Add(held);
            }
            catch (BackupException e) when (request.OnlyReads && e.InnerException is { } cause && (FileError.IsForbidden(cause) || FileError.IsFull(cause)))
            {
                // Nobody can claim anything there.
            }
        }
        return null;
    }

    private async Task<string?> LockOnServerAsync(Request request, CancellationToken token)
    {
        if (request.Connector is not { } connector)
            return null;
        try
        {
            _onServer = await connector.TryLockAsync(token);
            return _onServer is null ? $"Another run works on database {connector.DatabaseName} on its server" : null;
        }
        catch (BackupException)
        {
            // The server is not there, or lets nobody take a lock: the run itself finds out the one, and the lease is enough for the other.
            return null;
        }
    }
}
