using System.Runtime.Versioning;
using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;
using DbBackup.Tests.Archives;
using DbBackup.Tests.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Faults;

/// <summary>
/// Each command with a fault at each call of the storage, of its streams, of the connector: the first, the second, and so on until a run
/// meets none. Whatever the fault, nothing becomes visible that is not whole, what was there stays, the run says once how it ended, and the
/// next one leaves nothing of it.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class FaultLoopTests
{
    private static readonly string[] Foreign = ["foreign.sqlite3", "foreign.sqlite3.unfinished"];
    private static readonly string[] Unfinished = ["unfinished.sqlite3"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>()];

    public static TheoryData<Fault> FaultsOfConnectors => [Fault.Fails, Fault.FailsFromThenOn, Fault.LosesItsAnswer, Fault.Delays];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_backup_at_every_call_of_the_storage(Fault fault) => FaultPlan.AtEveryCallAsync(fault, atLeast: 15, async faults =>
    {
        var memory = new InMemoryStorage();
        using var shop = On(memory, faults);
        await LeaveTracesAsync(shop, memory);
        var after = await Aftermath.BeginAsync(shop, memory);
        var earlier = await after.RequireWholeAsync();

        var result = (await faults.DuringAsync(() => shop.BackUpAsync())).Databases[0];

        after.RequireToldOnce(result, Signal.PreBackup, Signal.PostBackup, Signal.BackupFailed);
        var visible = await after.RequireWholeAsync(Unfinished);
        RequireVisible(result.Outcome, result.Backup, visible, earlier, fault);
        (await shop.BackUpAsync()).EnsureSucceeded();
        await after.RequireWholeAsync(Unfinished);
        await after.RequireNoLeftoversAsync(Foreign);
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_backup_of_media_at_every_call_of_the_storage(Fault fault) => FaultPlan.AtEveryCallAsync(fault, atLeast: 15, async faults =>
    {
        var memory = new InMemoryStorage();
        using var shop = On(memory, faults);
        (await shop.BackUpMediaAsync()).EnsureSucceeded();
        var after = await Aftermath.BeginAsync(shop, memory);
        var earlier = await after.RequireWholeAsync();

        var result = await faults.DuringAsync(() => shop.BackUpMediaAsync());

        after.RequireToldOnce(result, Signal.PreMediaBackup, Signal.PostMediaBackup, Signal.MediaBackupFailed);
        RequireVisible(result.Outcome, result.Backup, await after.RequireWholeAsync(), earlier, fault);
        (await shop.BackUpMediaAsync()).EnsureSucceeded();
        await after.RequireNoLeftoversAsync();
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_restore_at_every_call_of_the_storage(Fault fault) => FaultPlan.AtEveryCallAsync(fault, atLeast: 20, async faults =>
    {
        var memory = new InMemoryStorage();
        using var shop = On(memory, faults);
        (await shop.BackUpAsync()).EnsureSucceeded();
        shop.Execute("DELETE FROM customers WHERE name = 'Ada'");
        var after = await Aftermath.BeginAsync(shop, memory);

        var result = await faults.DuringAsync(() => shop.RestoreAsync());

        after.RequireToldOnce(result, Signal.PreRestore, Signal.PostRestore, Signal.RestoreFailed);
        RequireOldOrNew(shop, result);
        var visible = await after.RequireWholeAsync();
        Assert.True(result.SafetyBackup is null || visible.Contains(result.SafetyBackup.Name));
        (await shop.RestoreAsync()).EnsureSucceeded();
        RequireOldOrNew(shop, result with { Outcome = RunOutcome.Succeeded });
        await after.RequireWholeAsync();
        await after.RequireNoLeftoversAsync();
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_restore_of_media_at_every_call_of_the_storage(Fault fault) => FaultPlan.AtEveryCallAsync(fault, atLeast: 8, async faults =>
    {
        var memory = new InMemoryStorage();
        using var shop = On(memory, faults);
        (await shop.BackUpMediaAsync()).EnsureSucceeded();
        var stored = TreeSnapshot.Of(shop["media"]);
        File.WriteAllText(shop["media/a.txt"], "changed");
        var changed = TreeSnapshot.Of(shop["media"]);
        var after = await Aftermath.BeginAsync(shop, memory);

        var result = await faults.DuringAsync(() => shop.RestoreMediaAsync(new() { Replace = true }));

        after.RequireToldOnce(result, Signal.PreMediaRestore, Signal.PostMediaRestore, Signal.MediaRestoreFailed);
        Assert.Equal(result.Outcome is RunOutcome.Succeeded ? stored : changed, TreeSnapshot.Of(shop["media"]));
        await after.RequireWholeAsync();
        Assert.Empty(Directory.GetFileSystemEntries(shop["."], ".dbbackup-restore-*"));
        (await shop.RestoreMediaAsync(new() { Replace = true })).EnsureSucceeded();
        await after.RequireNoLeftoversAsync();
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_clean_up_at_every_call_of_the_storage(Fault fault) => FaultPlan.AtEveryCallAsync(fault, atLeast: 15, async faults =>
    {
        var memory = new InMemoryStorage();
        using var shop = On(memory, faults);
        var made = new List<string>();
        for (var run = 0; run < 3; run++)
            made.Add((await shop.BackUpAsync()).Databases[0].Filename!);
        shop.Settings.Cleanup.Keep = 1;
        var after = await Aftermath.BeginAsync(shop, memory);

        var result = await faults.DuringAsync(() => shop.CleanUpAsync());

        after.RequireToldOnce(result, Signal.PreCleanup, Signal.PostCleanup, Signal.PostCleanup);
        var visible = await after.RequireWholeAsync(made[0], made[1]);
        Assert.Contains(made[2], visible);
        Assert.Empty(result.Deleted.Select(b => b.Name).Intersect(visible));
        (await shop.CleanUpAsync()).EnsureSucceeded();
        (await shop.BackUpAsync()).EnsureSucceeded();
        await after.RequireNoLeftoversAsync();
        Assert.Equal(2, (await after.RequireWholeAsync(made[0], made[1])).Count);
    });

    [Theory]
    [MemberData(nameof(FaultsOfConnectors))]
    public Task A_backup_at_every_call_of_the_connector(Fault fault) => FaultPlan.AtEveryCallAsync(fault, atLeast: 2, async faults =>
    {
        var memory = new InMemoryStorage();
        using var shop = Through(memory, faults);
        (await shop.BackUpAsync()).EnsureSucceeded();
        var after = await Aftermath.BeginAsync(shop, memory);
        var earlier = await after.RequireWholeAsync();

        var result = (await faults.DuringAsync(() => shop.BackUpAsync())).Databases[0];

        after.RequireToldOnce(result, Signal.PreBackup, Signal.PostBackup, Signal.BackupFailed);
        RequireVisible(result.Outcome, result.Backup, await after.RequireWholeAsync(), earlier, fault);
        (await shop.BackUpAsync()).EnsureSucceeded();
        await after.RequireNoLeftoversAsync();
    });

    [Theory]
    [MemberData(nameof(FaultsOfConnectors))]
    public Task A_restore_at_every_call_of_the_connector(Fault fault) => FaultPlan.AtEveryCallAsync(fault, atLeast: 5, async faults =>
    {
        var memory = new InMemoryStorage();
        using var shop = Through(memory, faults);
        (await shop.BackUpAsync()).EnsureSucceeded();
        shop.Execute("DELETE FROM customers WHERE name = 'Ada'");
        var after = await Aftermath.BeginAsync(shop, memory);

        var result = await faults.DuringAsync(() => shop.RestoreAsync());

        after.RequireToldOnce(result, Signal.PreRestore, Signal.PostRestore, Signal.RestoreFailed);
        RequireOldOrNew(shop, result);
        await after.RequireWholeAsync();
        await after.RequireNoLeftoversAsync();
    });

    [Theory]
    [InlineData(-400)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(4000)]
    public async Task A_clock_that_jumps_at_any_moment_of_a_backup(int days)
    {
        for (var (at, hasJumped) = (1, true); hasJumped; at++)
        {
            var (memory, clock) = (new InMemoryStorage(), new JumpingClock(at, TimeSpan.FromDays(days)));
            using var shop = new Shop(null, services => services.AddSingleton<IBackupStorage>(memory).AddSingleton<TimeProvider>(clock));
            var after = await Aftermath.BeginAsync(shop, memory);
            var results = new List<DatabaseBackupResult>();
            for (var run = 0; run < 3; run++)
                results.Add((await shop.BackUpAsync()).Databases[0]);
            hasJumped = clock.HasJumped && at < 10;
            Assert.All(results, result => Assert.Equal(RunOutcome.Succeeded, result.Outcome));
            Assert.Equal(3, results.Select(r => r.RunId).Distinct().Count());
            Assert.Equal(3, (await after.RequireWholeAsync()).Count);
            Assert.Equal(Enumerable.Repeat<Signal[]>([Signal.PreBackup, Signal.PostBackup], 3).SelectMany(s => s), shop.Signals);
            await after.RequireNoLeftoversAsync();
        }
    }

    /// <summary>An earlier backup, one that was killed after its manifest and one before, and somebody else's files.</summary>
    private static async Task LeaveTracesAsync(Shop shop, InMemoryStorage memory)
    {
        var backup = (await shop.BackUpAsync()).Databases[0].Backup!;
        await new UnfinishedBackups(memory).MarkAsync(UnfinishedRecord.Of(backup), Token);
        await new UnfinishedBackups(memory).MarkAsync(UnfinishedRecord.Of(backup) with { Name = Unfinished[0] }, Token);
        foreach (var name in Unfinished.Concat(Foreign))
            await memory.WriteAsync(name, (stream, token) => stream.WriteAsync("half of it"u8.ToArray(), token).AsTask(), Token);
    }

    private static void RequireVisible(RunOutcome outcome, BackupManifest? backup, IReadOnlyList<string> visible, IReadOnlyList<string> earlier, Fault fault)
    {
        if (outcome is RunOutcome.Succeeded)
            Assert.Equal(visible.Order(StringComparer.Ordinal), earlier.Append(backup!.Name).Order(StringComparer.Ordinal));
        else if (fault is not Fault.FailsFromThenOn) // Then it could not be taken away again either, and is whole.
            Assert.Equal(earlier, visible);
    }

    private static void RequireOldOrNew(Shop shop, DbRestoreResult result)
    {
        Assert.Equal(result.Outcome is RunOutcome.Succeeded ? 3 : 2, shop.CountCustomers());
        Assert.Equal(1, shop.Execute("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"));
        Assert.Equal(["default.db"], Directory.GetFiles(shop["."], "default*").Select(f => Path.GetFileName(f)));
    }

    private static Shop On(InMemoryStorage memory, FaultPlan faults) =>
        new(null, services => services.AddSingleton<IBackupStorage>(new FaultyStorage(memory, faults)).AddSingleton<TimeProvider>(new NextRunClock(faults)));

    private static Shop Through(InMemoryStorage memory, FaultPlan faults)
    {
        var connectors = new DatabaseConnectors([new("Sqlite", "snapshot", d => new FaultyConnector(new SqliteSnapshotConnector(d, stagingPath: null), faults))]);
        return new(null, services => services.AddSingleton<IBackupStorage>(memory).AddSingleton(connectors).AddSingleton<TimeProvider>(new NextRunClock(faults)));
    }
}
