using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Signals;
using DbBackup.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Commands;

/// <summary>Of two runs on the same one goes on, and the other is told; what has nothing to do with it goes on as well.</summary>
public sealed class LockTests
{
    private static readonly Series Default = new(BackupKind.Database, "web01", "default"), Media = new(BackupKind.Media, "web01", null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_run_ends_at_once_and_sends_nothing()
    {
        using var shop = new Shop();
        await using var held = await HoldAsync(shop, Default);

        var result = Assert.Single((await shop.BackUpAsync()).Databases);

        Assert.Equal(RunOutcome.Locked, result.Outcome);
        Assert.Matches($@"^Another run works on database default of server web01 in the folder \S+ \(test of process {Environment.ProcessId} on \S+ since .* UTC\): wait for it to end, as --wait 10m does, or stop it\.$", result.Error!.Message);
        Assert.Empty(shop.Sent);
        Assert.Empty(await shop.StoredAsync());
        Assert.DoesNotContain((await shop.CheckHealthAsync()).Problems, p => p.Kind is HealthProblemKind.LastRunFailed);
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("media-backup")]
    [InlineData("media-restore")]
    [InlineData("cleanup")]
    public async Task While_one_works_no_other_begins_and_who_waits_begins_then(string verb)
    {
        using var shop = new Shop(s => (s.Cleanup.KeepLast, s.Cleanup.KeepMedia) = (1, 1));
        for (var run = 0; run < 2; run++)
        {
            (await shop.BackUpAsync()).EnsureSucceeded();
            (await shop.BackUpMediaAsync()).EnsureSucceeded();
        }
        await using var held = await HoldAsync(shop, verb.StartsWith("media", StringComparison.Ordinal) ? Media : Default);
        shop.Sent.Clear();
        var before = await shop.StoredAsync();

        var result = await RunAsync(shop, verb, TimeSpan.Zero);
        Assert.Equal((RunOutcome.Locked, typeof(RunLockedException)), (result.Outcome, result.Error?.GetType()));
        Assert.Empty(shop.Sent);
        Assert.Equal(before, await shop.StoredAsync());

        var waiting = RunAsync(shop, verb, TimeSpan.FromMinutes(5));
        await Task.Delay(TimeSpan.FromSeconds(1.2), Token);
        Assert.False(waiting.IsCompleted);
        Assert.Empty(shop.Sent);
        await held.DisposeAsync();
        Assert.Equal(RunOutcome.Succeeded, (await waiting).Outcome);
    }

    [Fact]
    public async Task Who_waits_is_cancelled_like_any_other()
    {
        using var shop = new Shop();
        await using var held = await HoldAsync(shop, Default);
        using var stop = new CancellationTokenSource();
        var waiting = shop.BackUpAsync(new() { Wait = TimeSpan.FromMinutes(5) }, stop.Token);
        await stop.CancelAsync();
        Assert.Equal(RunOutcome.Cancelled, Assert.Single((await waiting).Databases).Outcome);
    }

    [Theory]
    [InlineData(Signal.PreBackup, "restore cleanup backup")]
    [InlineData(Signal.PreRestore, "restore cleanup backup")]
    [InlineData(Signal.SafetyBackupTaken, "restore cleanup backup")]
    [InlineData(Signal.PreCleanup, "restore cleanup backup")]
    public async Task A_run_that_is_under_way_excludes_the_others(Signal during, string others)
    {
        using var shop = new Shop(s => s.Cleanup.KeepLast = 1);
        for (var run = 0; run < 3; run++)
            (await shop.BackUpAsync()).EnsureSucceeded();
        var outcomes = new List<RunOutcome>();
        using var meanwhile = shop.Dispatcher.Connect(during, async (context, _) =>
        {
            if (outcomes.Count == 0)
                foreach (var verb in others.Split(' '))
                    outcomes.Add((await RunAsync(shop, verb, TimeSpan.Zero)).Outcome);
        });

        var result = await RunAsync(shop, during switch { Signal.PreBackup => "backup", Signal.PreCleanup => "cleanup", _ => "restore" }, TimeSpan.Zero);

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal([RunOutcome.Locked, RunOutcome.Locked, RunOutcome.Locked], outcomes);
    }

    [Fact]
    public async Task Another_database_another_server_and_media_are_nobodys_concern()
    {
        using var shop = new Shop(null, null, "a", "b");
        await using var held = await HoldAsync(shop, new(BackupKind.Database, "web01", "a"));
        Assert.Equal([RunOutcome.Locked, RunOutcome.Succeeded], (await shop.BackUpAsync()).Databases.Select(d => d.Outcome));
        Assert.Equal([RunOutcome.Succeeded, RunOutcome.Succeeded], (await shop.BackUpAsync(new() { ServerName = "web02" })).Databases.Select(d => d.Outcome));
        Assert.Equal(RunOutcome.Succeeded, (await shop.BackUpMediaAsync()).Outcome);
    }

    [Fact]
    public async Task A_restore_keeps_a_clean_up_from_the_backup_of_another_server_that_it_reads()
    {
        using var shop = new Shop(s => s.Cleanup.KeepLast = 1);
        for (var run = 0; run < 2; run++)
            (await shop.BackUpAsync(new() { ServerName = "web02" })).EnsureSucceeded();
        CleanupResult? cleanup = null;
        using var meanwhile = shop.Dispatcher.Connect(Signal.PreRestore, async (_, _) => cleanup = await shop.CleanUpAsync(new() { ServerName = "web02" }));
        (await shop.RestoreAsync()).EnsureSucceeded();
        Assert.Equal(RunOutcome.Locked, cleanup!.Outcome);
    }

    [Fact]
    public async Task A_clean_up_takes_the_lease_of_each_database_it_touches_and_of_no_other()
    {
        using var shop = new Shop(s => s.Cleanup.KeepLast = 1, null, "a", "b");
        await shop.BackUpAsync();
        await shop.BackUpAsync();
        await shop.BackUpAsync(new() { Databases = ["b"] });
        await using (await HoldAsync(shop, new(BackupKind.Database, "web01", "a")))
        {
            Assert.Equal(RunOutcome.Locked, (await shop.CleanUpAsync()).Outcome);
            Assert.Equal(10, (await shop.StoredAsync()).Count);
            Assert.Equal(2, (await shop.CleanUpAsync(new() { Databases = ["b"] })).Deleted.Count);
        }
        Assert.Single((await shop.CleanUpAsync()).Deleted);
    }

    [Fact]
    public async Task A_clean_up_deletes_only_what_was_agreed_to_and_what_is_superfluous_still()
    {
        using var shop = new Shop(s => s.Cleanup.KeepLast = 1);
        var (first, second) = (await BackUpAsync(shop), await BackUpAsync(shop));
        IReadOnlyList<BackupManifest> asked = [];

        var result = await shop.CleanUpAsync(new()
        {
            Confirm = async (backups, _) =>
            {
                asked = backups;
                await BackUpAsync(shop); // From here on the second is superfluous, too, and nobody was asked about it.
                return true;
            },
        });
        Assert.Equal([first], asked.Select(b => b.Name));
        Assert.Equal([first], result.Deleted.Select(b => b.Name));
        Assert.Contains(second, await shop.StoredAsync());

        var kept = await shop.CleanUpAsync(new()
        {
            Confirm = (_, _) =>
            {
                shop.Settings.Cleanup.KeepLast = 5;
                return new(true);
            },
        });
        Assert.Empty(kept.Deleted);
    }

    [Theory]
    [InlineData(BackupKind.Database)]
    [InlineData(BackupKind.Media)]
    public async Task A_run_that_lost_its_lease_publishes_nothing(BackupKind kind)
    {
        using var shop = new Shop();
        using var taken = shop.Dispatcher.Connect(kind is BackupKind.Media ? Signal.PreMediaBackup : Signal.PreBackup, async (_, token) =>
        {
            await foreach (var stored in shop.Storage.ListAsync(token))
                await shop.Storage.DeleteAsync(stored.Name, token);
        });

        RunResult result = kind is BackupKind.Media ? await shop.BackUpMediaAsync() : Assert.Single((await shop.BackUpAsync()).Databases);

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains("taken over by another run", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(await shop.StoredAsync());
    }

    [Fact]
    public async Task A_restore_that_lost_its_lease_changes_nothing()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        using var taken = shop.Dispatcher.Connect(Signal.PreRestore, async (_, token) =>
        {
            await foreach (var stored in shop.Storage.ListAsync(token))
                if (stored.Name.EndsWith(LeaseClaims.Suffix, StringComparison.Ordinal))
                    await shop.Storage.DeleteAsync(stored.Name, token);
        });
        var result = await shop.RestoreAsync(new() { NoSafetyBackup = true });
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(0, shop.CountCustomers());
    }

    [Fact]
    public async Task Nothing_of_it_is_left_behind()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        await shop.RestoreAsync();
        Assert.DoesNotContain(await shop.Storage.ListAsync(Token).ToListAsync(Token), o => o.Name.EndsWith(LeaseClaims.Suffix, StringComparison.Ordinal));
    }

    [Fact]
    public void Series_whose_names_look_alike_as_files_have_names_of_their_own()
    {
        Series[] series =
        [
            new(BackupKind.Database, "web01", "a b"), new(BackupKind.Database, "web01", "a-b"), new(BackupKind.Database, "web01", "media"), new(BackupKind.Media, "web01", null),
            new(BackupKind.Database, "web-01", "a b"), new(BackupKind.Database, new string('s', 300), new string('d', 300)), new(BackupKind.Database, new string('s', 300), new string('d', 301)),
            new(BackupKind.Database, "größe", new string('数', 40)), new(BackupKind.Database, "..", "\n"),
        ];
        Assert.Equal(series.Length, series.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(series, s => Assert.True(StorageName.IsValid($"{s.Name}.{new string('f', 24)}.000000{LeaseClaims.Suffix}"), s.Name));
    }

    private static async Task<Lease> HoldAsync(Shop shop, Series series)
    {
        var (held, other) = await Lease.TryTakeAsync(shop.Storage, series.Name, "test", TimeProvider.System, Token);
        Assert.True(held is not null, other?.ToString());
        return held;
    }

    private static async Task<string> BackUpAsync(Shop shop)
    {
        var result = await shop.BackUpAsync();
        result.EnsureSucceeded();
        return result.Databases[0].Filename!;
    }

    private static async Task<RunResult> RunAsync(Shop shop, string verb, TimeSpan wait) => verb switch
    {
        "backup" => (await shop.BackUpAsync(new() { Wait = wait })).Databases[0],
        "restore" => await shop.RestoreAsync(new() { Wait = wait, NoSafetyBackup = wait > TimeSpan.Zero }),
        "media-backup" => await shop.BackUpMediaAsync(new() { Wait = wait }),
        "media-restore" => await shop.RestoreMediaAsync(new() { Wait = wait }),
        _ => await shop.CleanUpAsync(new() { Wait = wait }),
    };
}
