using System.Text.Json;

namespace DbBackup.Aot.Tests;

/// <summary>A real process that is stopped in the middle of a backup leaves nothing behind that could be taken for one.</summary>
public sealed class EndedRunsTests : IDisposable
{
    // The highest level takes longer over these data than any test waits.
    private static readonly Dictionary<string, string> Slow = new() { ["DBBACKUP_Compression__Level"] = "19" };
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly PublishedPrograms _published;

    public EndedRunsTests(PublishedPrograms published)
    {
        _published = published;
        Directory.CreateDirectory(_folder["shop-data"]);
        Data.CreateDatabase(_folder["shop-data/shop.db"], rows: 100_000);
    }

    public enum Compiled
    {
        JustInTime,
        AheadOfTime,
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Compiled.JustInTime)]
    [InlineData(Compiled.AheadOfTime)]
    public async Task Terminated_a_backup_is_cancelled_in_good_order(Compiled compiled)
    {
        using var run = await StartBackupAsync(compiled);
        await run.TerminateAsync();
        var end = await run.EndAsync();

        Assert.Equal(130, end.ExitCode);
        Assert.Contains("error: DbBackup.Receivers.LogReceivers: Backup of database shop on demo ended as Cancelled", end.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nquickstart: error: Database shop: cancelled.\n", end.Error, StringComparison.Ordinal);
        var mail = Assert.Single(Directory.GetFiles(_folder["shop-data/outbox"]));
        Assert.Contains("Subject: BackupFailed\n\nCancelled: ", File.ReadAllText(mail), StringComparison.Ordinal);
        Assert.Empty(Temporaries());
        await AssertNothingIsVisibleAndTheNextRunWorksAsync(compiled);
    }

    [Theory]
    [InlineData(Compiled.JustInTime)]
    [InlineData(Compiled.AheadOfTime)]
    public async Task Killed_a_backup_leaves_nothing_visible(Compiled compiled)
    {
        using var run = await StartBackupAsync(compiled);
        run.Kill();
        Assert.Equal(137, (await run.EndAsync()).ExitCode);
        await AssertNothingIsVisibleAndTheNextRunWorksAsync(compiled);
    }

    private Program Quickstart(Compiled compiled) => compiled == Compiled.JustInTime ? Program.Jit("quickstart.dll") : _published.Quickstart;

    private async Task<Run> StartBackupAsync(Compiled compiled)
    {
        var run = Quickstart(compiled).Start(_folder.Path, "backup -d shop", Slow);
        while (!Temporaries().Any(f => !f.Contains(".lease.json.", StringComparison.Ordinal)))
        {
            Assert.False(run.HasEnded, "The backup ended before it could be stopped.");
            await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
        }
        return run;
    }

    private string[] Temporaries() => Directory.Exists(_folder["shop-data/backups"]) ? Directory.GetFiles(_folder["shop-data/backups"], ".*.tmp") : [];

    private async Task AssertNothingIsVisibleAndTheNextRunWorksAsync(Compiled compiled)
    {
        Assert.Empty(await ListAsync(compiled));
        (await Quickstart(compiled).RunAsync(_folder.Path, "backup -d shop")).Succeeded();
        var name = Assert.Single(await ListAsync(compiled));
        Assert.Equal([name, $"{name}.manifest.json"], VisibleFiles());
        Assert.Empty(Temporaries());
    }

    private async Task<string[]> ListAsync(Compiled compiled)
    {
        var list = (await Quickstart(compiled).RunAsync(_folder.Path, "list --json")).Succeeded();
        return [.. JsonDocument.Parse(list).RootElement.EnumerateArray().Select(backup => backup.GetProperty("name").GetString()!)];
    }

    private string[] VisibleFiles() =>
        [.. Directory.GetFiles(_folder["shop-data/backups"]).Select(f => Path.GetFileName(f)).Where(f => f[0] != '.').Order(StringComparer.Ordinal)];
}
