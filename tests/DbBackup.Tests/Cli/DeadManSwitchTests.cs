using DbBackup.Signals;
using DbBackup.Tests.Commands;

namespace DbBackup.Tests.Cli;

/// <summary>The dead man's switch is called after good runs, and after no other; nobody sees its address.</summary>
public sealed class DeadManSwitchTests : IDisposable
{
    private readonly CommandLineShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("backup", 1)]
    [InlineData("backup -d shop --clean", 1)]
    [InlineData("media-backup", 1)]
    [InlineData("health -d shop", 1)]
    [InlineData("health", 0)] // The media have no backup.
    [InlineData("backup --dry-run", 0)]
    [InlineData("media-backup --dry-run", 0)]
    [InlineData("list", 0)]
    [InlineData("verify", 0)]
    [InlineData("drill", 0)]
    [InlineData("restore -d shop --yes", 0)]
    public async Task It_is_called_after_good_runs(string args, int calls)
    {
        Assert.Equal(0, await _shop.RunAsync("backup"));
        using var server = new PingServer();
        _shop.Configure(new { Health = new { PingUrl = server.Address } });

        await _shop.RunAsync(args);

        Assert.Equal(Enumerable.Repeat("GET /s3cret-path?token=s3cret-token", calls), server.Calls);
    }

    [Fact]
    public async Task A_copy_to_a_path_is_no_sign_that_backups_run()
    {
        using var server = new PingServer();
        _shop.Configure(new { Health = new { PingUrl = server.Address } });
        Assert.Equal(0, await _shop.RunAsync($"backup -d shop -O {_shop["copy.zst"]}"));
        Assert.Equal(0, await _shop.RunAsync($"media-backup -O {_shop["media.zst"]}"));
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData(Signal.PreBackup, "backup", 3)]
    [InlineData(Signal.PreMediaBackup, "media-backup", 3)]
    [InlineData(Signal.PreCleanup, "backup --clean", 3)]
    public async Task It_is_not_called_after_others(Signal veto, string args, int code)
    {
        using var server = new PingServer();
        _shop.Configure(new { Health = new { PingUrl = server.Address }, Cleanup = new { KeepLast = 1 } });
        Assert.Equal(0, await _shop.RunAsync("backup"));
        Assert.Single(server.Calls);
        _shop.FailOn = veto;

        Assert.Equal(code, await _shop.RunAsync(args));

        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task One_database_that_fails_is_enough_not_to_call()
    {
        using var server = new PingServer();
        File.WriteAllText(_shop["orders.db"], "no database");
        _shop.Configure(new { Health = new { PingUrl = server.Address } });
        Assert.Equal(1, await _shop.RunAsync("backup"));
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData(404, "the answer was 404")]
    [InlineData(302, "the answer was 302")]
    [InlineData(500, "the answer was 500")]
    [InlineData(null, "there was no answer within 0.5 s")]
    public async Task One_that_is_not_reached_is_a_receivers_failure_and_shows_no_secret(int? status, string reason)
    {
        using var server = new PingServer(status);
        _shop.Configure(new { Health = new { PingUrl = server.Address, PingTimeout = "00:00:00.5" } });
        foreach (var args in (string[])["backup -v", "backup --json", "media-backup -v", "health -d shop -v", "health -d shop --json"])
        {
            Assert.Equal(4, await _shop.RunAsync(args));
            Assert.Contains(reason, _shop.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", _shop.Error + _shop.Output, StringComparison.Ordinal);
        }
        Assert.Equal(4, _shop.Backups.Count(name => name.EndsWith(".sqlite3.zst", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_there_is_a_receivers_failure_and_shows_no_secret()
    {
        string address;
        using (var server = new PingServer())
            address = server.Address;
        _shop.Configure(new { Health = new { PingUrl = address } });
        Assert.Equal(4, await _shop.RunAsync("backup -d shop -v"));
        Assert.Contains("receiver Health:PingUrl failed on PostBackup: Health:PingUrl (http://127.0.0.1:", _shop.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _shop.Error + _shop.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3cret")]
    [InlineData("ftp://s3cret/x")]
    [InlineData("http://")]
    [InlineData("http://s3cret@ping.example/x")]
    public async Task What_is_no_address_is_refused_and_not_quoted(string address)
    {
        _shop.Configure(new { Health = new { PingUrl = address } });
        Assert.Equal(2, await _shop.RunAsync("backup"));
        Assert.Contains("'Health:PingUrl' is no address", _shop.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _shop.Error, StringComparison.Ordinal);
        Assert.Empty(_shop.Backups);
    }
}
