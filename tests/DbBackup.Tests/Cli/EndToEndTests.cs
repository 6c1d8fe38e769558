using DbBackup.Catalog;
using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Tests.Cli;

/// <summary>From the arguments to the bytes in the folder, and back.</summary>
public sealed class EndToEndTests : IDisposable
{
    private readonly CommandLineShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_backup_is_listed_and_restored()
    {
        Assert.Equal(0, await _shop.RunAsync("backup -d shop"));
        Assert.Matches(@"^shop: shop-web01-\d{8}T\d{6}Z\.sqlite3\.zst  .* 2 rows in 1 table, ", _shop.Output);
        Assert.Equal("", _shop.Error);

        Assert.Equal(0, await _shop.RunAsync("list"));
        Assert.Equal(2, _shop.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        _shop.Execute("shop", "DELETE FROM customers");
        Assert.Equal(0, await _shop.RunAsync("restore -d shop --yes"));
        Assert.Equal(2, _shop.CountCustomers());
        Assert.Equal([Signal.PreBackup, Signal.PostBackup, Signal.PreRestore, Signal.SafetyBackupTaken, Signal.PostRestore], _shop.Signals);
    }

    [Fact]
    public async Task Media_are_backed_up_and_restored()
    {
        Assert.Equal(0, await _shop.RunAsync("media-backup"));
        File.Delete(_shop["media/a.txt"]);
        Assert.Equal(0, await _shop.RunAsync("media-restore -y"));
        Assert.Contains("1 file written, 0 kept", _shop.Output, StringComparison.Ordinal);
        Assert.Equal("a", File.ReadAllText(_shop["media/a.txt"]));
    }

    [Fact]
    public async Task With_json_stdout_is_one_document()
    {
        Assert.Equal(0, await _shop.RunAsync("backup --json"));
        Assert.Equal(["orders", "shop"], _shop.Json.GetProperty("databases").EnumerateArray().Select(d => d.GetProperty("database").GetString()));

        Assert.Equal(0, await _shop.RunAsync("list -d shop --json"));
        Assert.Equal("shop", Assert.Single(_shop.Json.EnumerateArray()).GetProperty("database").GetString());

        Assert.Equal(0, await _shop.RunAsync("restore -d shop -y --json"));
        Assert.Equal("main.customers", _shop.Json.GetProperty("tables")[0].GetProperty("name").GetString());

        Assert.Equal(0, await _shop.RunAsync("check --json"));
        Assert.True(_shop.Json.GetProperty("passed").GetBoolean());

        Assert.Equal(0, await _shop.RunAsync("receivers --json"));
        Assert.Equal(Enum.GetValues<Signal>().Length, _shop.Json.GetArrayLength());
    }

    [Theory]
    [InlineData("backup --dry-run")]
    [InlineData("media-backup --dry-run")]
    [InlineData("restore -d shop --dry-run")]
    [InlineData("cleanup --dry-run")]
    public async Task A_dry_run_changes_nothing_and_sends_nothing(string args)
    {
        _shop.Configure(new { Cleanup = new { Keep = 1 } });
        Assert.Equal(0, await _shop.RunAsync("backup -d shop"));
        Assert.Equal(0, await _shop.RunAsync("backup -d shop"));
        var before = _shop.Backups;
        _shop.Signals.Clear();

        Assert.Equal(0, await _shop.RunAsync(args));

        Assert.Contains("would", _shop.Output, StringComparison.Ordinal);
        Assert.Equal(before, _shop.Backups);
        Assert.Empty(_shop.Signals);
    }

    [Fact]
    public async Task A_no_changes_nothing_and_sends_nothing()
    {
        await _shop.RunAsync("backup -d shop");
        _shop.Execute("shop", "DELETE FROM customers");
        _shop.Signals.Clear();

        Assert.Equal(1, await _shop.RunAsync("restore -d shop", answer: "n\n"));

        Assert.Contains("This replaces database shop (shop.db)", _shop.Error, StringComparison.Ordinal);
        Assert.EndsWith(": error: Not confirmed; nothing was changed.", _shop.Errors[^1], StringComparison.Ordinal);
        Assert.Equal(0, _shop.CountCustomers());
        Assert.Empty(_shop.Signals);
    }

    [Fact]
    public async Task A_yes_goes_on()
    {
        await _shop.RunAsync("backup -d shop");
        _shop.Execute("shop", "DELETE FROM customers");
        Assert.Equal(0, await _shop.RunAsync("restore -d shop", answer: "y\n"));
        Assert.Equal(2, _shop.CountCustomers());
    }

    [Fact]
    public async Task A_clean_up_keeps_the_newest()
    {
        _shop.Configure(new { Cleanup = new { Keep = 1 } });
        await _shop.RunAsync("backup -d shop");
        await _shop.RunAsync("backup -d shop --clean");
        Assert.Contains("cleanup: deleted", _shop.Output, StringComparison.Ordinal);
        Assert.Equal(2, _shop.Backups.Length);
    }

    [Fact]
    public async Task A_dry_run_of_a_clean_up_is_a_table_of_what_stays_and_why()
    {
        _shop.Configure(new { Cleanup = new { KeepLast = 1, KeepDaily = 3 } });
        for (var run = 0; run < 2; run++)
            await _shop.RunAsync("backup");
        Assert.Equal(0, await _shop.RunAsync("cleanup --dry-run"));
        Assert.Matches(@"^NAME +SIZE +KEPT BY\nshop-web01-\S+ .* last day\nshop-web01-\S+ .* - \(deleted\)\norders-web01-\S+ .* last day\norders-web01-\S+ .* - \(deleted\)\ncleanup: would delete 2 of 4 backups, ", _shop.Output);

        Assert.Equal(0, await _shop.RunAsync("cleanup --dry-run --json"));
        Assert.Equal(4, _shop.Json.GetProperty("decisions").GetArrayLength());
        var newest = _shop.Json.GetProperty("decisions")[0];
        Assert.True(newest.GetProperty("stays").GetBoolean());
        Assert.Equal(["keepLast", "keepDaily"], newest.GetProperty("rules").EnumerateArray().Select(r => r.GetString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_policy_without_values_keeps_everything(string? nothing)
    {
        _shop.Configure(new { Cleanup = new { Keep = nothing, KeepLast = nothing, KeepWithin = nothing, KeepDaily = nothing, MaximumSize = nothing, KeepMedia = nothing } });
        for (var run = 0; run < 3; run++)
            await _shop.RunAsync("backup -d shop");
        Assert.Equal(0, await _shop.RunAsync("cleanup --yes"));
        Assert.Equal("cleanup: nothing to delete\n", _shop.Output);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task An_own_policy_without_rules_keeps_everything_of_that_database(string own)
    {
        var shop = new { Engine = "Sqlite", ConnectionString = $"Data Source={_shop["shop.db"]};Pooling=False", Cleanup = System.Text.Json.JsonDocument.Parse(own).RootElement };
        _shop.Configure(new { Cleanup = new { KeepLast = 1 }, Databases = new { shop, orders = _shop.Database("orders") } });
        for (var run = 0; run < 3; run++)
            await _shop.RunAsync("backup");
        await _shop.RunAsync("cleanup --yes --json");
        Assert.Equal(["orders", "orders"], _shop.Json.GetProperty("deleted").EnumerateArray().Select(b => b.GetProperty("database").GetString()));
    }

    [Fact]
    public async Task A_veto_is_code_three()
    {
        _shop.FailOn = Signal.PreBackup;
        Assert.Equal(3, await _shop.RunAsync("backup -d shop"));
        Assert.EndsWith("Vetoed by receiver Shop.Hooks.Hear: not now", Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Empty(_shop.Backups);
        Assert.Equal([Signal.PreBackup, Signal.BackupFailed], _shop.Signals);
    }

    [Fact]
    public async Task A_receiver_that_fails_afterwards_is_code_four()
    {
        _shop.FailOn = Signal.PostBackup;
        Assert.Equal(4, await _shop.RunAsync("backup -d shop"));
        Assert.Contains("receiver Shop.Hooks.Hear failed on PostBackup: not now", Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Equal(2, _shop.Backups.Length);
    }

    [Fact]
    public async Task A_run_beside_another_is_code_five()
    {
        await using var held = (await Lease.TryTakeAsync(
            new FileSystemStorage(_shop["backups"]), new Series(BackupKind.Database, "web01", "shop").Name, "test", TimeProvider.System, TestContext.Current.CancellationToken)).Held;
        Assert.NotNull(held);
        Assert.Equal(5, await _shop.RunAsync("backup"));
        Assert.StartsWith("orders: ", _shop.Output, StringComparison.Ordinal);
        Assert.Empty(_shop.Signals.Skip(2));
    }

    [Fact]
    public async Task One_database_that_fails_does_not_stop_the_next()
    {
        File.WriteAllText(_shop["orders.db"], new string('x', 4096));
        Assert.Equal(1, await _shop.RunAsync("backup"));
        Assert.StartsWith("shop: ", _shop.Output, StringComparison.Ordinal);
        Assert.Contains("orders", Assert.Single(_shop.Errors), StringComparison.Ordinal);
        Assert.Equal([Signal.PreBackup, Signal.BackupFailed, Signal.PreBackup, Signal.PostBackup], _shop.Signals);
    }

    [Theory]
    [InlineData("backup -d nope", "nope")]
    [InlineData("restore -y", "--database")]
    [InlineData("list -d nope", "nope")]
    [InlineData("backup -o one.zst", "2 databases")]
    public async Task What_cannot_be_meant_is_code_two(string args, string told)
    {
        Assert.Equal(2, await _shop.RunAsync(args));
        Assert.Contains(told, Assert.Single(_shop.Errors), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_shop.Signals);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_code_two()
    {
        _shop.Configure(new { Databases = new { shop = new { Engine = "PostgreSql", ConnectionString = "Host=db;Password=canary-7731" } } });
        Assert.Equal(2, await _shop.RunAsync("backup -v"));
        Assert.Contains("PostgreSql", _shop.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", _shop.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_fails_where_a_database_is_missing()
    {
        File.Delete(_shop["orders.db"]);
        Assert.Equal(1, await _shop.RunAsync("check"));
        Assert.Contains("✗ database orders", _shop.Output, StringComparison.Ordinal);
        Assert.Contains("✓ database shop", _shop.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_is_quiet()
    {
        Assert.Equal(0, await _shop.RunAsync("backup -q"));
        Assert.Equal(("", ""), (_shop.Output, _shop.Error));
    }

    [Fact]
    public async Task Verbose_tells_every_step()
    {
        Assert.Equal(0, await _shop.RunAsync("backup -d shop -v"));
        Assert.Contains(_shop.Errors, line => line.StartsWith("debug: DbBackup.Signals.SignalDispatcher: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_manifest_is_told_and_the_rest_is_listed()
    {
        await _shop.RunAsync("backup");
        File.WriteAllText(_shop[$"backups/{_shop.Backups.First(b => b.EndsWith(".json", StringComparison.Ordinal))}"], "{");

        Assert.Equal(1, await _shop.RunAsync("list --json"));
        Assert.Equal(1, _shop.Json.GetArrayLength());
        Assert.Single(_shop.Errors);
    }
}
