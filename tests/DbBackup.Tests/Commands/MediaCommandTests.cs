using DbBackup.Commands;
using DbBackup.Signals;

namespace DbBackup.Tests.Commands;

public sealed class MediaCommandTests
{
    [Fact]
    public async Task Media_are_backed_up_and_restored_with_their_signals()
    {
        using var shop = new Shop();
        var backup = await shop.BackUpMediaAsync();
        backup.EnsureSucceeded();
        Assert.Equal([Signal.PreMediaBackup, Signal.PostMediaBackup], shop.Signals);
        Assert.Equal(backup.Filename, Assert.IsType<PostMediaBackupContext>(shop.Sent[1]).Filename);
        Assert.StartsWith("media-web01-", backup.Filename, StringComparison.Ordinal);

        File.Delete(shop["media/a.txt"]);
        shop.Sent.Clear();
        var restore = await shop.RestoreMediaAsync();
        restore.EnsureSucceeded();
        Assert.Equal("a", await File.ReadAllTextAsync(shop["media/a.txt"], TestContext.Current.CancellationToken));
        Assert.Equal((1, 0), (restore.Written, restore.Kept));
        Assert.Equal([Signal.PreMediaRestore, Signal.PostMediaRestore], shop.Signals);
        Assert.Equal(backup.Filename, Assert.IsType<PreMediaRestoreContext>(shop.Sent[0]).Filename);
    }

    [Fact]
    public async Task Existing_files_are_kept_unless_they_are_to_be_replaced()
    {
        using var shop = new Shop();
        await shop.BackUpMediaAsync();
        await File.WriteAllTextAsync(shop["media/a.txt"], "changed", TestContext.Current.CancellationToken);
        var kept = await shop.RestoreMediaAsync();
        Assert.Equal((0, 1), (kept.Written, kept.Kept));
        Assert.Equal("changed", await File.ReadAllTextAsync(shop["media/a.txt"], TestContext.Current.CancellationToken));
        var replaced = await shop.RestoreMediaAsync(new() { Replace = true });
        Assert.Equal((1, 0), (replaced.Written, replaced.Kept));
        Assert.Equal("a", await File.ReadAllTextAsync(shop["media/a.txt"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missing_folder_fails_with_its_name()
    {
        using var shop = new Shop();
        Directory.Delete(shop["media"], recursive: true);
        var result = await shop.BackUpMediaAsync();
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains(shop["media"], result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal([Signal.PreMediaBackup, Signal.MediaBackupFailed], shop.Signals);
        Assert.Empty(await shop.StoredAsync());
    }

    [Fact]
    public async Task An_empty_folder_is_fine()
    {
        using var shop = new Shop();
        File.Delete(shop["media/a.txt"]);
        (await shop.BackUpMediaAsync()).EnsureSucceeded();
        (await shop.RestoreMediaAsync()).EnsureSucceeded();
    }

    [Theory]
    [InlineData(Signal.PreMediaBackup, Signal.MediaBackupFailed)]
    [InlineData(Signal.PreMediaRestore, Signal.MediaRestoreFailed)]
    public async Task A_veto_ends_with_the_failed_signal(Signal pre, Signal failed)
    {
        using var shop = new Shop();
        await shop.BackUpMediaAsync();
        shop.Sent.Clear();
        using var veto = shop.Dispatcher.Connect(pre, (_, _) => throw new InvalidOperationException("no"), "Veto");
        RunResult result = pre == Signal.PreMediaBackup ? await shop.BackUpMediaAsync() : await shop.RestoreMediaAsync();
        Assert.Equal(RunOutcome.Vetoed, result.Outcome);
        Assert.Equal([pre, failed], shop.Signals);
        Assert.Equal(2, (await shop.StoredAsync()).Count);
    }

    [Theory]
    [InlineData(Signal.PreMediaBackup, Signal.MediaBackupFailed)]
    [InlineData(Signal.PreMediaRestore, Signal.MediaRestoreFailed)]
    public async Task A_cancelled_run_ends_with_the_failed_signal(Signal pre, Signal failed)
    {
        using var shop = new Shop();
        await shop.BackUpMediaAsync();
        shop.Sent.Clear();
        using var cancellation = new CancellationTokenSource();
        using var cancel = shop.Dispatcher.Connect(pre, (_, _) => new(cancellation.CancelAsync()));
        RunResult result = pre == Signal.PreMediaBackup
            ? await shop.BackUpMediaAsync(token: cancellation.Token)
            : await shop.RestoreMediaAsync(token: cancellation.Token);
        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        Assert.Equal([pre, failed], shop.Signals);
    }

    [Fact]
    public async Task Without_a_configured_folder_it_is_a_configuration_error()
    {
        using var shop = new Shop(s => s.Media.Path = null);
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.BackUpMediaAsync());
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.RestoreMediaAsync());
    }
}
