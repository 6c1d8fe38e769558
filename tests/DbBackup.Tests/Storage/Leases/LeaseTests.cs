using System.Text.Json;
using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

public sealed class LeaseTests
{
    private readonly HandClock _clock = new();
    private readonly InMemoryStorage _storage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_is_renewed_for_as_long_as_it_is_held()
    {
        await using var held = await TakeAsync();
        for (var minute = 0; minute < 20; minute++)
        {
            await _clock.AdvanceAsync(TimeSpan.FromMinutes(1));
            await EventuallyAsync(async () => (await ClaimsAsync())[^1].ExpiresAt == _clock.Now + Lease.Duration);
            Assert.InRange((await ClaimsAsync()).Count, 1, 3);
            Assert.NotNull((await Lease.TryTakeAsync(_storage, "run", "other", _clock, Token)).Other);
        }
        Assert.Null(held.Loss);
    }

    [Fact]
    public async Task One_that_nobody_renews_is_anybodys_when_its_time_is_up_and_not_before()
    {
        await WriteForeignAsync(_clock.Now + Lease.Duration);
        _clock.Now += Lease.Duration;
        Assert.NotNull((await Lease.TryTakeAsync(_storage, "run", "test", _clock, Token)).Other);
        _clock.Now += TimeSpan.FromSeconds(1);
        await using var held = await TakeAsync();
        Assert.DoesNotContain(await ClaimsAsync(), c => c.Id == "foreign");
    }

    [Fact]
    public async Task Of_another_machine_nobody_knows_whether_its_process_lives()
    {
        await WriteForeignAsync(_clock.Now + Lease.Duration, LeaseOwner.Current with { Boot = "another", ProcessId = int.MaxValue });
        Assert.NotNull((await Lease.TryTakeAsync(_storage, "run", "test", _clock, Token)).Other);
    }

    [Theory]
    [InlineData(int.MaxValue, 0)]
    [InlineData(0, 1)]
    public async Task Of_this_machine_a_process_that_has_ended_is_known_and_so_is_one_that_has_its_number_now(int number, long startedLater)
    {
        var owner = LeaseOwner.Current;
        await WriteForeignAsync(_clock.Now + Lease.Duration, owner with { ProcessId = number == 0 ? owner.ProcessId : number, StartTime = owner.StartTime + startedLater });
        await using var held = await TakeAsync();
        Assert.DoesNotContain(await ClaimsAsync(), c => c.Id == "foreign");
    }

    [Fact]
    public async Task One_whose_process_sleeps_and_was_taken_over_is_lost_and_says_so()
    {
        var sleeper = await TakeAsync();
        _clock.Now += Lease.Duration + TimeSpan.FromSeconds(1);
        await using var taker = await TakeAsync();

        var error = await Assert.ThrowsAsync<BackupException>(() => sleeper.EnsureHeldAsync(Token));

        Assert.Contains("taken over by another run", error.Message, StringComparison.Ordinal);
        Assert.True(sleeper.Lost.IsCancellationRequested);
        await sleeper.DisposeAsync();
        await taker.EnsureHeldAsync(Token);
        Assert.NotNull((await Lease.TryTakeAsync(_storage, "run", "third", _clock, Token)).Other);
    }

    [Fact]
    public async Task One_whose_process_sleeps_and_was_not_taken_over_goes_on()
    {
        await using var sleeper = await TakeAsync();
        _clock.Now += TimeSpan.FromHours(1);
        await sleeper.EnsureHeldAsync(Token);
        Assert.NotNull((await Lease.TryTakeAsync(_storage, "run", "other", _clock, Token)).Other);
    }

    [Fact]
    public async Task Work_under_a_lease_that_is_lost_is_cancelled_and_fails_by_the_loss()
    {
        var sleeper = await TakeAsync();
        _clock.Now += Lease.Duration + TimeSpan.FromSeconds(1);
        await using var taker = await TakeAsync();
        var work = sleeper.GuardAsync(
            async cancellation =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return 0;
            },
            Token);
        await Assert.ThrowsAsync<BackupException>(() => sleeper.EnsureHeldAsync(Token));
        Assert.Same(sleeper.Loss, await Assert.ThrowsAsync<BackupException>(() => work));
        await sleeper.DisposeAsync();
    }

    [Fact]
    public async Task A_clock_that_is_behind_takes_nothing_from_a_holder()
    {
        await using var held = await TakeAsync();
        _clock.Now -= TimeSpan.FromMinutes(2);
        var (none, other) = await Lease.TryTakeAsync(_storage, "run", "behind", _clock, Token);
        Assert.Null(none);
        Assert.Equal("test", other!.Purpose);
        await held.EnsureHeldAsync(Token);
    }

    [Fact]
    public async Task Where_nothing_may_be_deleted_leases_still_come_and_go()
    {
        var keeping = new KeepingStorage(_storage);
        for (var run = 0; run < 3; run++)
        {
            var (held, other) = await Lease.TryTakeAsync(keeping, "run", "test", _clock, Token);
            Assert.True(held is not null, other?.ToString());
            Assert.NotNull((await Lease.TryTakeAsync(keeping, "run", "other", _clock, Token)).Other);
            await held.DisposeAsync();
        }
    }

    [Fact]
    public async Task Where_nothing_may_be_deleted_a_sleeper_sees_that_another_is_there()
    {
        var keeping = new KeepingStorage(_storage);
        var sleeper = (await Lease.TryTakeAsync(keeping, "run", "test", _clock, Token)).Held!;
        _clock.Now += Lease.Duration + TimeSpan.FromSeconds(1);
        await using var taker = (await Lease.TryTakeAsync(keeping, "run", "test", _clock, Token)).Held!;
        await Assert.ThrowsAsync<BackupException>(() => sleeper.EnsureHeldAsync(Token));
        await sleeper.DisposeAsync();
        await taker.EnsureHeldAsync(Token);
    }

    [Fact]
    public async Task A_storage_that_fails_for_longer_than_the_lease_loses_it()
    {
        var failing = new FailingStorage(_storage);
        var held = (await Lease.TryTakeAsync(failing, "run", "test", _clock, Token)).Held!;
        failing.Fails = true;
        await Assert.ThrowsAsync<BackupException>(() => held.EnsureHeldAsync(Token));
        Assert.Null(held.Loss);
        _clock.Now += Lease.Duration + TimeSpan.FromSeconds(1);
        Assert.Contains("could not be renewed in time", (await Assert.ThrowsAsync<BackupException>(() => held.EnsureHeldAsync(Token))).Message, StringComparison.Ordinal);
        Assert.NotNull(held.Loss);
        await held.DisposeAsync();
    }

    [Fact]
    public async Task A_storage_that_fails_for_a_moment_does_not()
    {
        var failing = new FailingStorage(_storage);
        var held = (await Lease.TryTakeAsync(failing, "run", "test", _clock, Token)).Held!;
        failing.Fails = true;
        await Assert.ThrowsAsync<BackupException>(() => held.EnsureHeldAsync(Token));
        failing.Fails = false;
        await held.EnsureHeldAsync(Token);
        await held.DisposeAsync();
        Assert.Empty(await _storage.ListAsync(Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "formatVersion": 99 }""")]
    public async Task What_is_no_lease_that_this_version_reads_is_named_and_left_alone(string content)
    {
        await _storage.WriteAsync("run.x.000000.lease.json", async (s, token) => await s.WriteAsync(System.Text.Encoding.UTF8.GetBytes(content), token), Token);
        var error = await Assert.ThrowsAsync<BackupException>(() => Lease.TryTakeAsync(_storage, "run", "test", _clock, Token));
        Assert.Contains("run.x.000000.lease.json", error.Message, StringComparison.Ordinal);
        Assert.Equal(["run.x.000000.lease.json"], (await _storage.ListAsync(Token).ToListAsync(Token)).Select(o => o.Name));
    }

    [Fact]
    public async Task A_claim_tells_who_since_when_and_until_when_and_no_secret()
    {
        await using var held = await TakeAsync();
        var claim = (await ClaimsAsync())[^1];
        Assert.Equal((Environment.ProcessId, Environment.MachineName, "test"), (claim.Owner.ProcessId, claim.Owner.Host, claim.Purpose));
        Assert.Equal((_clock.Now, _clock.Now + Lease.Duration), (claim.ClaimedAt, claim.ExpiresAt));
        Assert.Equal($"test of process {Environment.ProcessId} on {Environment.MachineName} since 2026-11-23 12:00:00 UTC", claim.ToString());
    }

    private async Task<Lease> TakeAsync()
    {
        var (held, other) = await Lease.TryTakeAsync(_storage, "run", "test", _clock, Token);
        Assert.True(held is not null, other?.ToString());
        return held;
    }

    private Task WriteForeignAsync(DateTimeOffset expiresAt, LeaseOwner? owner = null) => new LeaseClaims(_storage, "run", _clock).WriteAsync(
        new() { Id = "foreign", Generation = 0, Purpose = "backup", Owner = owner ?? new("web02", 1, null, null, null), ClaimedAt = _clock.Now, ExpiresAt = expiresAt }, Token);

    private async Task<List<LeaseClaim>> ClaimsAsync()
    {
        var claims = new List<LeaseClaim>();
        foreach (var stored in (await _storage.ListAsync(Token).ToListAsync(Token)).OrderBy(o => o.Name, StringComparer.Ordinal))
            if (await SmallObject.TryReadAsync(_storage, stored.Name, async (n, t) => await SmallObject.ReadAsync(_storage, n, 1 << 20, t) ?? [], Token) is { } bytes)
                claims.Add(JsonSerializer.Deserialize(bytes, LeaseJsonContext.Default.LeaseClaim)!);
        return claims;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(5, Token);
    }

    /// <summary>A storage with object lock: what is there stays.</summary>
    private sealed class KeepingStorage(IBackupStorage storage) : StorageDecorator(storage)
    {
        public override Task<bool> DeleteAsync(string name, CancellationToken token) => throw new BackupException($"{name} is locked.");
    }

    private sealed class FailingStorage(IBackupStorage storage) : StorageDecorator(storage)
    {
        public bool Fails { get; set; }

        public override Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token) =>
            Fails ? throw new BackupException("no route") : base.WriteAsync(name, write, token);
    }
}
