using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Commands;

public sealed class CleanupCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_is_too_much_goes_and_foreign_files_stay()
    {
        using var shop = new Shop(s => (s.Cleanup.Keep, s.Cleanup.KeepMedia) = (2, 1));
        var backups = new List<string>();
        for (var run = 0; run < 4; run++)
            backups.Add((await shop.BackUpAsync()).Databases[0].Filename!);
        for (var run = 0; run < 2; run++)
            backups.Add((await shop.BackUpMediaAsync()).Filename!);
        await File.WriteAllTextAsync(shop["backups/readme.txt"], "mine", Token);
        await File.WriteAllTextAsync(shop["backups/orphan.sqlite3"], "bytes without a manifest", Token);
        shop.Sent.Clear();

        var result = await shop.CleanUpAsync();

        result.EnsureSucceeded();
        Assert.Equal([backups[1], backups[0], backups[4]], result.Deleted.Select(b => b.Name).OrderByDescending(n => n == backups[1]).ThenBy(n => n.StartsWith("media", StringComparison.Ordinal)));
        Assert.Equal([Signal.PreCleanup, Signal.PostCleanup], shop.Signals);
        var stored = await shop.StoredAsync();
        Assert.Equal(
            new[] { backups[2], backups[3], backups[5] }.SelectMany(b => new[] { b, b + ".manifest.json" }).Concat(["orphan.sqlite3", "readme.txt"]).Order(StringComparer.Ordinal),
            stored);
    }

    [Fact]
    public async Task What_was_just_made_stays_also_when_the_clock_was_set_back()
    {
        var clock = new SetClock { Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero) };
        using var shop = new Shop(s => (s.Cleanup.Keep, s.Cleanup.KeepMedia) = (1, 1), services => services.AddSingleton<TimeProvider>(clock));
        await shop.BackUpAsync();
        await shop.BackUpMediaAsync();
        clock.Now = clock.Now.AddHours(-1);
        var database = (await shop.BackUpAsync(new() { Clean = true })).Databases[0].Filename!;
        var media = (await shop.BackUpMediaAsync(new() { Clean = true })).Filename!;
        var stored = await shop.StoredAsync();
        Assert.Contains(database, stored);
        Assert.Contains(media, stored);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public async Task A_receiver_can_spare_one()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        for (var run = 0; run < 3; run++)
            await shop.BackUpAsync();
        BackupManifest? spared = null;
        using var spare = shop.Dispatcher.Connect(Signal.PreCleanup, (context, _) =>
        {
            var cleanup = (PreCleanupContext)context;
            Assert.Equal(2, cleanup.ToDelete.Count);
            spared = cleanup.ToDelete[0];
            cleanup.Spare(spared);
            return default;
        });
        var result = await shop.CleanUpAsync();
        Assert.Equal([spared!], result.Spared);
        Assert.Single(result.Deleted);
        Assert.Contains(spared!.Name, await shop.StoredAsync());
        Assert.Equal(result.Deleted, Assert.IsType<PostCleanupContext>(shop.Sent[^1]).Deleted);
    }

    [Fact]
    public async Task A_veto_deletes_nothing_and_is_still_followed_by_the_post_signal()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        await shop.BackUpAsync();
        await shop.BackUpAsync();
        shop.Sent.Clear();
        using var veto = shop.Dispatcher.Connect(Signal.PreCleanup, (_, _) => throw new InvalidOperationException("legal hold"), "Hold");
        var result = await shop.CleanUpAsync();
        Assert.Equal(RunOutcome.Vetoed, result.Outcome);
        Assert.Equal([Signal.PreCleanup, Signal.PostCleanup], shop.Signals);
        var post = Assert.IsType<PostCleanupContext>(shop.Sent[1]);
        Assert.Equal((RunOutcome.Vetoed, 0), (post.Outcome, post.Deleted.Count));
        Assert.IsType<VetoedException>(post.Exception);
        Assert.Equal(4, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task Without_settings_everything_stays_and_nothing_is_sent()
    {
        using var shop = new Shop();
        for (var run = 0; run < 3; run++)
            await shop.BackUpAsync();
        shop.Sent.Clear();
        Assert.Empty((await shop.CleanUpAsync()).Deleted);
        Assert.Empty(shop.Sent);
        Assert.Equal(6, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task Another_servers_backups_are_never_touched()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        for (var run = 0; run < 3; run++)
            await shop.BackUpAsync(new() { ServerName = "web02" });
        Assert.Empty((await shop.CleanUpAsync()).Deleted);
        Assert.Equal(2, (await shop.CleanUpAsync(new() { ServerName = "web02" })).Deleted.Count);
    }

    [Fact]
    public async Task A_damaged_manifest_stops_it_before_anything_is_deleted()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        await shop.BackUpAsync();
        await shop.BackUpAsync();
        await File.WriteAllTextAsync(shop["backups/x.manifest.json"], "{", Token);
        var result = await shop.CleanUpAsync();
        Assert.IsType<DamagedBackupException>(result.Error);
        Assert.Equal(5, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task A_dry_run_names_what_would_go()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        await shop.BackUpAsync();
        await shop.BackUpAsync();
        shop.Sent.Clear();
        Assert.Single((await shop.CleanUpAsync(new() { DryRun = true })).Deleted);
        Assert.Empty(shop.Sent);
        Assert.Equal(4, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task No_at_the_question_deletes_nothing()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        await shop.BackUpAsync();
        await shop.BackUpAsync();
        Assert.Equal(RunOutcome.Cancelled, (await shop.CleanUpAsync(new() { Confirm = (_, _) => new(false) })).Outcome);
        Assert.Equal(4, (await shop.StoredAsync()).Count);
    }
}
