using DbBackup.Commands;

namespace DbBackup.Tests.Commands;

public sealed class ListAndCheckCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_is_newest_first_and_filters()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync();
        await shop.BackUpMediaAsync(new() { ServerName = "web02" });
        var list = shop.Command<ListBackupsCommand>();
        Assert.Equal([null, "b", "a"], (await list.RunAsync(new(), Token)).Backups.Select(b => b.Database));
        Assert.Equal(["a"], (await list.RunAsync(new() { Databases = ["a"] }, Token)).Backups.Select(b => b.Database));
        Assert.Equal([null], (await list.RunAsync(new() { ServerName = "web02" }, Token)).Backups.Select(b => b.Database));
        await Assert.ThrowsAsync<ConfigurationException>(() => list.RunAsync(new() { Databases = ["c"] }, Token));
    }

    [Fact]
    public async Task A_damaged_manifest_is_told_and_hides_nothing()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        await File.WriteAllTextAsync(shop["backups/x.manifest.json"], "{", Token);
        var result = await shop.Command<ListBackupsCommand>().RunAsync(new(), Token);
        Assert.Single(result.Backups);
        Assert.Contains("x.manifest.json", Assert.Single(result.Damaged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_passes_where_a_backup_would()
    {
        using var shop = new Shop();
        var result = await shop.Command<CheckCommand>().RunAsync(new(), Token);
        Assert.True(result.Passed);
        Assert.Equal(["database default", "media", "storage", "catalogue"], result.Findings.Select(f => f.Subject));
        Assert.Contains(", 1 entry, 1 bytes.", result.Findings[1].Message, StringComparison.Ordinal);
        Assert.Empty(await shop.StoredAsync());
    }

    [Fact]
    public async Task An_application_with_media_alone_can_be_checked()
    {
        using var shop = new Shop(s => s.Databases.Clear());
        var result = await shop.Command<CheckCommand>().RunAsync(new(), Token);
        Assert.Equal(["media", "storage", "catalogue"], result.Findings.Select(f => f.Subject));
        Assert.True(result.Passed);
    }

    [Fact]
    public async Task A_check_tells_everything_that_is_wrong()
    {
        using var shop = new Shop();
        File.Delete(shop["default.db"]);
        Directory.Delete(shop["media"], recursive: true);
        await File.WriteAllTextAsync(shop["backups"], "a file where the folder should be", Token);
        var result = await shop.Command<CheckCommand>().RunAsync(new(), Token);
        Assert.False(result.Passed);
        Assert.Equal([false, false, false], result.Findings.Take(3).Select(f => f.Passed));
        Assert.StartsWith(shop["default.db"], result.Findings[0].Message, StringComparison.Ordinal);
    }
}
