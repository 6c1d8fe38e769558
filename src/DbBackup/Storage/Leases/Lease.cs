using System.Diagnostics;
using System.Security.Cryptography;

namespace DbBackup.Storage;

/// <summary>
/// The right to be the only one that works on a subject, among all that use a storage. It needs nothing of the storage but what every one
/// promises: an object that exists is not written again, and one that was written is in every list that is made afterwards.
/// </summary>
/// <remarks>
/// Whoever wants it writes a claim, and then lists: the lease is his when no other claim is there. Of two the one that wrote later sees the other,
/// whatever the clocks say, so that never both have it. When both see each other, the later one by its own time gives way, and the earlier waits for
/// that. A renewal writes the next generation before an older one goes, so that there is no moment without a claim.
/// </remarks>
internal sealed class Lease : IAsyncDisposable
{
    /// <summary>After that a lease that nobody renews is anybody's. Clocks of machines that share a storage must agree well within it.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromMinutes(1), Glance = TimeSpan.FromMilliseconds(25), LongestLook = TimeSpan.FromSeconds(3);

    private readonly LeaseClaims _claims;
    private readonly TimeProvider _clock;
    private readonly string _what;
    private readonly Queue<int> _generations = new();
    private readonly SemaphoreSlim _renewing = new(1, 1);
    private readonly CancellationTokenSource _released = new(), _lost = new();
    private readonly Task _renewals;
    private LeaseClaim _claim;

    private Lease(LeaseClaims claims, LeaseClaim claim, TimeProvider clock, string what)
    {
        (_claims, _claim, _clock, _what) = (claims, claim, clock, what);
        _generations.Enqueue(claim.Generation);
        Lost = _lost.Token;
        _renewals = RenewAsync();
    }

    /// <summary>Cancelled when another run has taken the lease, because this one did not renew it in time.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Why it is lost; <see langword="null"/> while it is not.</summary>
    public BackupException? Loss { get; private set; }

    /// <summary>Tries to have it, and renews it from then on.</summary>
    /// <param name="storage">Where those meet that must be kept apart.</param>
    /// <param name="subject">What of; a name that <see cref="StorageName.IsValid"/> accepts, at most 140 bytes.</param>
    /// <param name="purpose">What for: <c>backup</c>.</param>
    /// <param name="clock">The time.</param>
    /// <param name="token">Cancels the attempt.</param>
    /// <returns>The lease; or who has it.</returns>
    /// <exception cref="BackupException">The storage takes no claim, or cannot be read.</exception>
    public static async Task<(Lease? Held, LeaseClaim? Other)> TryTakeAsync(IBackupStorage storage, string subject, string purpose, TimeProvider clock, CancellationToken token)
    {
        var claims = new LeaseClaims(storage, subject, clock);
        var now = clock.GetUtcNow();
        var claim = new LeaseClaim
        {
            Id = RandomNumberGenerator.GetHexString(24, lowercase: true), Generation = 0, Purpose = purpose, Owner = LeaseOwner.Current, ClaimedAt = now, ExpiresAt = now + Duration,
        };
        var lease = new Lease(claims, claim, clock, $"{subject} in the {storage.Description}");
        LeaseClaim? other = null;
        var isHeld = false;
        try
        {
            await claims.WriteAsync(claim, token);
            other = await FindHolderAsync(claims, claim, token);
            if (other is null)
                await lease.EnsureHeldAsync(token); // The first renewal tells everybody that it is not merely claimed.
            isHeld = other is null;
            return (isHeld ? lease : null, other);
        }
        finally
        {
            if (!isHeld)
                await lease.DisposeAsync();
        }
    }

    /// <summary>Does something that only the holder may do. It is cancelled when the lease is lost.</summary>
    /// <exception cref="BackupException">The lease was lost.</exception>
    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken token)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(token, Lost);
        try
        {
            return await work(both.Token);
        }
        catch (Exception) when (Loss is not null && !token.IsCancellationRequested)
        {
            throw Loss;
        }
    }

    /// <summary>Renews it: when this returns it is held, and is for some minutes.</summary>
    /// <exception cref="BackupException">It was lost, or cannot be renewed.</exception>
    public async Task EnsureHeldAsync(CancellationToken token)
    {
        await _renewing.WaitAsync(token);
        try
        {
            await RenewOnceAsync(token);
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <summary>Gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_released.IsCancellationRequested)
            return;
        await _released.CancelAsync();
        await _renewals;
        await EndAsync(_claims, _claim, _generations);
    }

    private static async Task<LeaseClaim?> FindHolderAsync(LeaseClaims claims, LeaseClaim own, CancellationToken token)
    {
        for (var looked = Stopwatch.StartNew(); ; await Task.Delay(Glance, token))
        {
            var (others, isSettled) = await claims.ReadOthersAsync(own.Id, token);
            if (others.Count == 0 && isSettled)
                return null;
            if (others.FirstOrDefault(other => other.IsHeld || other.Precedes(own)) is { } holder)
                return holder;
            // The others are later, and give way.
            if (others.Count > 0 && looked.Elapsed > LongestLook)
                return others[0];
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(RenewalInterval, _clock);
            while (Loss is null && await timer.WaitForNextTickAsync(_released.Token))
                await TryAsync(() => EnsureHeldAsync(_released.Token));
        }
        catch (OperationCanceledException)
        {
            // Given back.
        }
    }

    private async Task RenewOnceAsync(CancellationToken token)
    {
        if (Loss is not null)
            throw Loss;
        var last = _claim.Generation;
        var next = _claim with { Generation = _generations.Last() + 1, ExpiresAt = _clock.GetUtcNow() + Duration };
        _generations.Enqueue(next.Generation); // First: what is written must be deleted in the end, also when the answer is lost.
        try
        {
            await _claims.WriteAsync(next, token);
            // Whoever took the lease over has deleted the last generation before he looked for a next one; or, where nothing may be deleted, is there himself.
            if (!await _claims.ExistsAsync(_claim.Id, last, token) || (_clock.GetUtcNow() > _claim.ExpiresAt && (await _claims.ReadOthersAsync(_claim.Id, token)).Live.Count > 0))
                await LoseAsync($"The lease of {_what} was taken over by another run, because this one did not renew it for {Duration.TotalMinutes} minutes: nothing more was done. Run it again.");
            _claim = next;
        }
        catch (Exception exception) when (Loss is null && !token.IsCancellationRequested)
        {
            if (_clock.GetUtcNow() > _claim.ExpiresAt)
                await LoseAsync($"The lease of {_what} could not be renewed in time, and another run may have it: nothing more was done. {exception.Message}", exception);
            throw;
        }

        // The last one stays beside this: a list that is made meanwhile meets one of them.
        while (_generations.Peek() < last)
            await _claims.TryDeleteAsync(_claim.Id, _generations.Dequeue(), token);
    }

    // The newest last, so that the claim is whole until it is gone. Where nothing may be deleted a next generation says that it has ended.
    private static async Task EndAsync(LeaseClaims claims, LeaseClaim claim, IReadOnlyCollection<int> generations)
    {
        var isGone = true;
        foreach (var generation in generations)
            isGone = await claims.TryDeleteAsync(claim.Id, generation, CancellationToken.None);
        if (!isGone)
            await TryAsync(() => claims.WriteAsync(claim with { Generation = generations.Last() + 1, ExpiresAt = claim.ClaimedAt.AddTicks(-1) }, CancellationToken.None));
    }

    private async Task LoseAsync(string message, Exception? cause = null)
    {
        Loss = new BackupException(message, cause);
        await _lost.CancelAsync();
        throw Loss;
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception)
        {
            // A claim that stays ends with its process, or with its time.
        }
    }
}
