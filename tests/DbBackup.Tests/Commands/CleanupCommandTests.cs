using DbBackup.Archives;
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

    [Fact]
    public async Task What_is_dated_in_the_future_stays_and_takes_nobodys_place()
    {
        var clock = new SetClock { Now = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        using var shop = new Shop(s => (s.Cleanup.KeepLast, s.Cleanup.KeepWithin) = (1, TimeSpan.FromDays(7)), services => services.AddSingleton<TimeProvider>(clock));
        var future = await BackUpAsync(shop);
        clock.Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var old = await BackUpAsync(shop);
        clock.Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        var recent = await BackUpAsync(shop);

        var result = await shop.CleanUpAsync();

        Assert.Equal([old], result.Deleted.Select(b => b.Name));
        Assert.Equal([(future, RetentionRule.Future), (recent, RetentionRule.KeepLast)], result.Decisions.Where(d => d.Stays).Select(d => (d.Backup.Name, d.Rules[0])));
    }

    [Fact]
    public async Task Failed_nights_cost_no_good_backup()
    {
        var clock = new SetClock();
        using var shop = new Shop(s => (s.Cleanup.KeepLast, s.Cleanup.KeepWithin) = (2, TimeSpan.FromDays(2)), services => services.AddSingleton<TimeProvider>(clock));
        await BackUpAsync(shop);
        await BackUpAsync(shop);
        using var veto = shop.Dispatcher.Connect(Signal.PreBackup, (_, _) => throw new InvalidOperationException("no"), "veto");
        for (var night = 0; night < 30; night++)
        {
            clock.Now = clock.Now.AddDays(1);
            var failed = await shop.BackUpAsync(new() { Clean = true });
            Assert.Equal((RunOutcome.Vetoed, null), (failed.Databases[0].Outcome, failed.Cleanup));
            Assert.Empty((await shop.CleanUpAsync()).Deleted);
        }

        Assert.Equal(4, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task One_that_failed_its_proof_does_not_count_for_the_newest_good_one()
    {
        using var shop = new Shop(s => s.Cleanup.KeepLast = 1);
        var (oldest, good, damaged) = (await BackUpAsync(shop), await BackUpAsync(shop), await BackUpAsync(shop));
        var bytes = await File.ReadAllBytesAsync(shop[$"backups/{damaged}"], Token);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(shop[$"backups/{damaged}"], bytes, Token);
        await shop.Command<VerifyCommand>().RunAsync(new() { All = true }, Token);

        var result = await shop.CleanUpAsync();

        Assert.Equal([oldest], result.Deleted.Select(b => b.Name));
        Assert.Equal([(damaged, RetentionRule.NotProven), (good, RetentionRule.KeepLast)], result.Decisions.Where(d => d.Stays).Select(d => (d.Backup.Name, d.Rules[0])));
    }

    [Fact]
    public async Task A_policy_of_its_own_takes_the_place_of_the_general_one()
    {
        using var shop = new Shop(
            s =>
            {
                (s.Cleanup.KeepLast, s.Media.Cleanup) = (1, new() { KeepLast = 2 });
                s.Databases["a"].Cleanup = new() { KeepLast = 3 };
                s.Databases["b"].Cleanup = new();
            },
            null, "a", "b", "c");
        for (var run = 0; run < 4; run++)
        {
            (await shop.BackUpAsync()).EnsureSucceeded();
            (await shop.BackUpMediaAsync()).EnsureSucceeded();
        }

        var result = await shop.CleanUpAsync();

        Assert.Equal(new[] { ("a", 1), ("c", 3), ("media", 2) }, result.Deleted.GroupBy(b => b.Database ?? "media").Select(g => (g.Key, g.Count())).Order());
    }

    [Fact]
    public async Task A_database_that_is_not_configured_is_another_applications_until_it_is_named()
    {
        using var shop = new Shop(s => s.Cleanup.KeepLast = 1, null, "a", "b");
        for (var run = 0; run < 2; run++)
        {
            await shop.BackUpAsync();
            await shop.BackUpMediaAsync();
        }
        shop.Settings.Databases.Remove("b");
        shop.Settings.Cleanup.KeepMedia = 1;
        shop.Settings.Media.Path = null;

        Assert.Equal(["a"], (await shop.CleanUpAsync()).Deleted.Select(b => b.Database));
        Assert.Equal(["b"], (await shop.CleanUpAsync(new() { Databases = ["b"] })).Deleted.Select(b => b.Database));
    }

    [Fact]
    public async Task Encrypted_backups_count_without_their_key()
    {
        using var shop = new Shop(s => (s.Cleanup.KeepLast, s.Encryption) = (1, new() { Recipients = [AgeIdentity.Generate().Recipient] }));
        var (old, recent) = (await BackUpAsync(shop), await BackUpAsync(shop));
        Assert.EndsWith(".age", recent, StringComparison.Ordinal);
        Assert.Equal([old], (await shop.CleanUpAsync()).Deleted.Select(b => b.Name));
    }

    private static async Task<string> BackUpAsync(Shop shop)
    {
        var result = await shop.BackUpAsync();
        result.EnsureSucceeded();
        return result.Databases[0].Filename!;
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
