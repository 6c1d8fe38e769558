using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;

namespace DbBackup.Tests.Commands;

public sealed class DbBackupCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_sends_pre_and_post_with_the_same_run_and_what_they_promise()
    {
        using var shop = new Shop();
        var result = await shop.BackUpAsync();
        var backup = Assert.Single(result.Databases).Backup!;
        Assert.Equal([Signal.PreBackup, Signal.PostBackup], shop.Signals);

        var pre = Assert.IsType<PreBackupContext>(shop.Sent[0]);
        var post = Assert.IsType<PostBackupContext>(shop.Sent[1]);
        Assert.Equal((pre.RunId, pre.StartedAt), (post.RunId, post.StartedAt));
        Assert.Equal((backup.RunId, backup.Name, "web01"), (post.RunId, post.Filename, post.ServerName));
        Assert.Same(shop.Command<DbBackupCommand>(), pre.Sender);
        Assert.Same(shop.Settings.Databases["default"], pre.Database);
        Assert.Equal(("snapshot", "web01"), (pre.Connector.Name, pre.ServerName));
        Assert.Same(shop.Storage, post.Storage);
        Assert.Same(backup, post.Backup);
        Assert.Equal(["record"], backup.Receivers);
        Assert.Equal([new("main.customers", 3)], backup.Tables);
        Assert.Equal([backup.Name, backup.Name + ".manifest.json"], await shop.StoredAsync());
        result.EnsureSucceeded();
    }

    [Fact]
    public async Task Before_the_pre_signal_nothing_is_written_and_at_the_post_signal_the_backup_is_there()
    {
        using var shop = new Shop();
        var (before, after) = (new List<string>(), new List<string>());
        using var pre = shop.Dispatcher.Connect(Signal.PreBackup, async (_, _) => before.AddRange(await shop.StoredAsync()));
        using var post = shop.Dispatcher.Connect(Signal.PostBackup, async (_, _) => after.AddRange(await shop.StoredAsync()));
        await shop.BackUpAsync();
        Assert.Empty(before);
        Assert.Equal(2, after.Count);
    }

    [Fact]
    public async Task A_veto_touches_nothing_and_ends_with_the_failed_signal()
    {
        using var shop = new Shop();
        using var veto = shop.Dispatcher.Connect(Signal.PreBackup, (_, _) => throw new InvalidOperationException("not today"), "Shop.Veto");
        var result = Assert.Single((await shop.BackUpAsync()).Databases);
        Assert.Equal(RunOutcome.Vetoed, result.Outcome);
        Assert.Equal("Shop.Veto", Assert.IsType<VetoedException>(result.Error).ReceiverId);
        Assert.Contains("not today", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal([Signal.PreBackup, Signal.BackupFailed], shop.Signals);
        Assert.Equal(RunOutcome.Vetoed, Assert.IsType<BackupFailedContext>(shop.Sent[1]).Outcome);
        Assert.Empty(await shop.StoredAsync());
        Assert.Throws<VetoedException>(result.EnsureSucceeded);
    }

    [Fact]
    public async Task A_missing_database_fails_with_one_line_and_leaves_nothing()
    {
        using var shop = new Shop();
        File.Delete(shop["default.db"]);
        var result = Assert.Single((await shop.BackUpAsync()).Databases);
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains(shop["default.db"], result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal([Signal.PreBackup, Signal.BackupFailed], shop.Signals);
        Assert.Same(result.Error, Assert.IsType<BackupFailedContext>(shop.Sent[1]).Exception);
        Assert.Empty(await shop.StoredAsync());
        Assert.False(File.Exists(shop["default.db"]));
    }

    [Fact]
    public async Task One_database_that_fails_does_not_stop_the_next_and_their_signals_do_not_mix()
    {
        using var shop = new Shop(null, null, "a", "b", "c");
        File.WriteAllText(shop["b.db"], "this is no database, and long enough to look like one");
        var result = await shop.BackUpAsync();
        Assert.Equal([RunOutcome.Succeeded, RunOutcome.Failed, RunOutcome.Succeeded], result.Databases.Select(d => d.Outcome));
        Assert.Equal(
            [Signal.PreBackup, Signal.PostBackup, Signal.PreBackup, Signal.BackupFailed, Signal.PreBackup, Signal.PostBackup], shop.Signals);
        Assert.Equal(["a", "a", "b", "b", "c", "c"], shop.Sent.Cast<DatabaseBackupContext>().Select(c => c.Database.Name));
        Assert.Equal(3, shop.Sent.Select(s => s.RunId).Distinct().Count());
        Assert.ThrowsAny<BackupException>(result.EnsureSucceeded);
    }

    [Fact]
    public async Task Cancelled_while_dumping_it_ends_with_the_failed_signal_and_leaves_nothing()
    {
        using var shop = new Shop(null, null, "a", "b");
        using var cancellation = new CancellationTokenSource();
        using var cancel = shop.Dispatcher.Connect(Signal.PreBackup, (_, _) => new(cancellation.CancelAsync()));
        var result = await shop.BackUpAsync(token: cancellation.Token);
        Assert.Equal([RunOutcome.Cancelled, RunOutcome.Cancelled], result.Databases.Select(d => d.Outcome));
        Assert.Equal([Signal.PreBackup, Signal.BackupFailed], shop.Signals);
        Assert.Equal(RunOutcome.Cancelled, Assert.IsType<BackupFailedContext>(shop.Sent[1]).Outcome);
        Assert.Empty(await shop.StoredAsync());
        Assert.ThrowsAny<OperationCanceledException>(result.EnsureSucceeded);
    }

    [Fact]
    public async Task A_post_receiver_that_fails_leaves_the_backup_good()
    {
        using var shop = new Shop();
        using var bad = shop.Dispatcher.Connect(Signal.PostBackup, (_, _) => throw new InvalidOperationException("mail server is down"), "Mail");
        var result = Assert.Single((await shop.BackUpAsync()).Databases);
        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal((Signal.PostBackup, "Mail"), (Assert.Single(result.ReceiverFailures).Signal, result.ReceiverFailures[0].ReceiverId));
        Assert.Equal(2, (await shop.StoredAsync()).Count);
    }

    [Fact]
    public async Task A_failed_receiver_of_the_failed_signal_does_not_hide_the_error()
    {
        using var shop = new Shop();
        File.Delete(shop["default.db"]);
        using var bad = shop.Dispatcher.Connect(Signal.BackupFailed, (_, _) => throw new InvalidOperationException("mail server is down"), "Mail");
        var result = Assert.Single((await shop.BackUpAsync()).Databases);
        Assert.Contains("default.db", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("Mail", Assert.Single(result.ReceiverFailures).ReceiverId);
    }

    [Fact]
    public async Task A_receiver_that_hangs_before_the_backup_vetoes_it_when_its_time_is_up()
    {
        using var shop = new Shop(s => s.ReceiverTimeout = TimeSpan.FromMilliseconds(50));
        using var hang = shop.Dispatcher.Connect(Signal.PreBackup, async (_, token) => await Task.Delay(Timeout.Infinite, token), "Hangs");
        var result = Assert.Single((await shop.BackUpAsync()).Databases);
        Assert.Equal(RunOutcome.Vetoed, result.Outcome);
        Assert.IsType<TimeoutException>(result.Error!.InnerException);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ordres")]
    public async Task An_unknown_or_empty_name_is_refused_before_anything_begins(string name)
    {
        using var shop = new Shop();
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.BackUpAsync(new() { Databases = [name] }));
        Assert.Empty(shop.Sent);
    }

    [Fact]
    public async Task A_name_that_exists_is_never_overwritten()
    {
        using var shop = new Shop();
        (await shop.BackUpAsync(new() { OutputFilename = "mine.sqlite3.zst" })).EnsureSucceeded();
        var before = await File.ReadAllBytesAsync(shop["backups/mine.sqlite3.zst"], Token);
        shop.Execute("DELETE FROM customers");
        var result = Assert.Single((await shop.BackUpAsync(new() { OutputFilename = "mine.sqlite3.zst" })).Databases);
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains("mine.sqlite3.zst exists already", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(shop["backups/mine.sqlite3.zst"], Token));
    }

    [Fact]
    public async Task One_name_for_several_databases_is_refused()
    {
        using var shop = new Shop(null, null, "a", "b");
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.BackUpAsync(new() { OutputFilename = "x" }));
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.BackUpAsync(new() { OutputPath = shop["x"] }));
    }

    [Theory]
    [InlineData("ends-with-a-dot.")]
    [InlineData("shop.manifest.json")]
    [InlineData("")]
    public async Task A_name_that_cannot_be_a_backups_is_refused_before_anything_begins(string name)
    {
        using var shop = new Shop();
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.BackUpAsync(new() { OutputFilename = name }));
        Assert.Empty(shop.Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public async Task A_path_that_is_none_is_refused_before_anything_begins(string path)
    {
        using var shop = new Shop();
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.BackUpAsync(new() { OutputPath = path }));
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.RestoreAsync(new() { InputPath = path }));
    }

    [Fact]
    public async Task A_path_takes_the_backup_and_its_manifest_instead_of_the_storage()
    {
        using var shop = new Shop();
        (await shop.BackUpAsync(new() { OutputPath = shop["elsewhere/x.sqlite3.zst"] })).EnsureSucceeded();
        Assert.True(File.Exists(shop["elsewhere/x.sqlite3.zst"]));
        Assert.True(File.Exists(shop["elsewhere/x.sqlite3.zst.manifest.json"]));
        Assert.Empty(await shop.StoredAsync());
        shop.Execute("DELETE FROM customers");
        (await shop.RestoreAsync(new() { InputPath = shop["elsewhere/x.sqlite3.zst"] })).EnsureSucceeded();
        Assert.Equal(3, shop.CountCustomers());
    }

    [Fact]
    public async Task A_dry_run_names_the_backup_changes_nothing_and_sends_nothing()
    {
        using var shop = new Shop();
        var result = Assert.Single((await shop.BackUpAsync(new() { DryRun = true })).Databases);
        Assert.EndsWith(".sqlite3.zst", result.Filename, StringComparison.Ordinal);
        Assert.Empty(shop.Sent);
        Assert.False(Directory.Exists(shop["backups"]));
    }

    [Fact]
    public async Task A_local_file_and_its_manifest_are_all_that_is_left_beside_it()
    {
        using var shop = new Shop();
        await shop.BackUpAsync(new() { OutputPath = shop["elsewhere/x.zst"] });
        await shop.BackUpMediaAsync(new() { OutputPath = shop["elsewhere/y.zst"] });
        Assert.Equal(
            ["x.zst", "x.zst.manifest.json", "y.zst", "y.zst.manifest.json"],
            Directory.EnumerateFiles(shop["elsewhere"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_run_that_holds_the_lock_is_told_and_sends_nothing()
    {
        using var shop = new Shop();
        var release = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        using var hold = shop.Dispatcher.Connect(Signal.PreBackup, async (_, _) =>
        {
            entered.SetResult();
            await release.Task;
        });
        var first = shop.BackUpAsync();
        await entered.Task;
        var second = Assert.Single((await shop.BackUpAsync()).Databases);
        release.SetResult();
        Assert.Equal(RunOutcome.Locked, second.Outcome);
        Assert.Equal(RunOutcome.Succeeded, Assert.Single((await first).Databases).Outcome);
        Assert.Equal([Signal.PreBackup, Signal.PostBackup], shop.Signals);
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_harm_the_backup()
    {
        using var shop = new Shop();
        (await shop.BackUpAsync(new() { Progress = new Broken() })).EnsureSucceeded();
    }

    [Theory]
    [InlineData(CompressionKind.Gzip, ".sqlite3.gz", "gzip")]
    [InlineData(CompressionKind.None, ".sqlite3", null)]
    public async Task The_compression_is_in_the_name_and_in_the_manifest(CompressionKind kind, string extension, string? name)
    {
        using var shop = new Shop();
        var backup = Assert.Single((await shop.BackUpAsync(new() { Compression = kind })).Databases).Backup!;
        Assert.EndsWith(extension, backup.Name, StringComparison.Ordinal);
        Assert.Equal(name, backup.Compression);
        shop.Execute("DELETE FROM customers");
        (await shop.RestoreAsync()).EnsureSucceeded();
        Assert.Equal(3, shop.CountCustomers());
    }

    [Fact]
    public async Task Cleaning_up_afterwards_keeps_the_newest_of_what_was_backed_up()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        await shop.BackUpAsync();
        var result = await shop.BackUpAsync(new() { Clean = true });
        Assert.Single(result.Cleanup!.Deleted);
        Assert.Equal(2, (await shop.StoredAsync()).Count);
        Assert.Equal([Signal.PreBackup, Signal.PostBackup, Signal.PreBackup, Signal.PostBackup, Signal.PreCleanup, Signal.PostCleanup], shop.Signals);
    }

    [Fact]
    public async Task A_failed_backup_is_not_followed_by_a_clean_up()
    {
        using var shop = new Shop(s => s.Cleanup.Keep = 1);
        await shop.BackUpAsync();
        await shop.BackUpAsync();
        File.Delete(shop["default.db"]);
        var result = await shop.BackUpAsync(new() { Clean = true });
        Assert.Null(result.Cleanup);
        Assert.Equal(4, (await shop.StoredAsync()).Count);
    }

    private sealed class Broken : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => throw new InvalidOperationException("no terminal");
    }
}
