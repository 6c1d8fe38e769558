using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;
using DbBackup.Storage;
using DbBackup.Tests.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Commands;

public sealed class SafetyBackupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_replaced_is_backed_up_pinned_and_named_before_anything_changes()
    {
        using var shop = new Shop();
        var backup = (await shop.BackUpAsync()).Databases[0].Backup!;
        shop.Execute("DELETE FROM customers WHERE name = 'Ada'");
        shop.Sent.Clear();
        var rowsAtSignal = -1L;
        using var look = shop.Dispatcher.Connect(Signal.SafetyBackupTaken, (_, _) =>
        {
            rowsAtSignal = shop.CountCustomers();
            return default;
        });

        var result = await shop.RestoreAsync();

        result.EnsureSucceeded();
        Assert.Equal((2, 3), (rowsAtSignal, shop.CountCustomers()));
        Assert.Equal([Signal.PreRestore, Signal.SafetyBackupTaken, Signal.PostRestore], shop.Signals);
        var told = Assert.IsType<SafetyBackupTakenContext>(shop.Sent[1]);
        var safety = result.SafetyBackup!;
        Assert.Equal((safety.Name, backup.Name, result.RunId), (told.SafetyBackup.Name, told.Filename, told.RunId));
        Assert.Equal((true, backup.Name, ProofExtent.Payload, result.RunId), (safety.Pinned, safety.SafetyFor, safety.ReadBack, safety.RunId));
        Assert.Equal([new("main.customers", 2)], safety.Tables);
        Assert.Equal(result.SafetyFilename, safety.Name);
        // It is the way back.
        (await shop.RestoreAsync(new() { InputFilename = safety.Name })).EnsureSucceeded();
        Assert.Equal(2, shop.CountCustomers());
    }

    [Fact]
    public async Task It_is_never_the_newest_so_that_a_second_restore_does_the_same_again()
    {
        using var shop = new Shop();
        var backup = (await shop.BackUpAsync()).Databases[0].Filename;
        shop.Execute("DELETE FROM customers");
        await shop.RestoreAsync();
        Assert.Equal(backup, (await shop.RestoreAsync()).Backup!.Name);
        Assert.Equal(3, shop.CountCustomers());
        Assert.Equal(backup, Assert.Single((await shop.Command<DrillCommand>().RunAsync(new() { Databases = ["default"] }, Token)).Drills).Backup!.Name);
        Assert.Equal(backup, Assert.Single((await shop.Command<VerifyCommand>().RunAsync(new(), Token)).Backups).Name);
        Assert.Equal(3, (await shop.Command<VerifyCommand>().RunAsync(new() { All = true }, Token)).Backups.Count);
    }

    [Fact]
    public async Task Where_only_safety_backups_are_left_the_error_names_the_last()
    {
        using var shop = new Shop();
        var backup = (await shop.BackUpAsync()).Databases[0].Backup!;
        var safety = (await shop.RestoreAsync()).SafetyFilename!;
        await new BackupCatalog(shop.Storage).DeleteAsync(backup, Token);
        Assert.Contains(safety, (await shop.RestoreAsync()).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_database_there_is_nothing_to_back_up()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        File.Delete(shop["default.db"]);
        shop.Sent.Clear();
        var result = await shop.RestoreAsync();
        result.EnsureSucceeded();
        Assert.Null(result.SafetyBackup);
        Assert.Equal([Signal.PreRestore, Signal.PostRestore], shop.Signals);
    }

    [Fact]
    public async Task When_it_fails_nothing_is_restored_and_the_way_out_is_named()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        await File.WriteAllTextAsync(shop["default.db"], new string('x', 9000), Token);
        var stored = await shop.StoredAsync();
        shop.Sent.Clear();

        var refused = await shop.RestoreAsync();

        Assert.Equal(RunOutcome.Failed, refused.Outcome);
        Assert.Contains("--no-safety-backup", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal([Signal.PreRestore, Signal.RestoreFailed], shop.Signals);
        Assert.StartsWith("xxx", await File.ReadAllTextAsync(shop["default.db"], Token), StringComparison.Ordinal);
        Assert.Equal(stored, await shop.StoredAsync());
        (await shop.RestoreAsync(new() { NoSafetyBackup = true })).EnsureSucceeded();
        Assert.Equal(3, shop.CountCustomers());
        Assert.Equal(stored, await shop.StoredAsync());
    }

    [Theory]
    [InlineData(BackupVerification.Full)]
    [InlineData(BackupVerification.Off)]
    public async Task A_storage_that_lies_is_no_safety_whatever_the_configuration_says(BackupVerification configured)
    {
        var lies = false;
        var storage = new AlteringStorage(new InMemoryStorage(), (name, bytes) => lies && !name.EndsWith(".json", StringComparison.Ordinal) ? bytes[..^1] : bytes);
        using var shop = new Shop(settings => settings.Verify = configured, services => services.AddSingleton<IBackupStorage>(storage));
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        lies = true;
        var result = await shop.RestoreAsync();
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains("came back", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(0, shop.CountCustomers());
    }

    [Fact]
    public async Task It_has_everything_also_what_backups_leave_out()
    {
        using var shop = new Shop(settings => settings.Databases["default"].Connector = "sql");
        shop.Execute("CREATE TABLE audit(id INTEGER); INSERT INTO audit VALUES (1)");
        await shop.BackUpAsync();
        shop.Settings.Databases["default"].Exclude = ["audit"];
        var safety = (await shop.RestoreAsync()).SafetyBackup!;
        Assert.Equal(["main.audit", "main.customers"], safety.Tables.Select(t => t.Name).Order());
        Assert.Null(safety.Excluded);
    }

    [Fact]
    public async Task It_is_of_the_target_wherever_the_backup_comes_from()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync(new() { Databases = ["a"], OutputPath = shop["away/a.zst"] });
        shop.Execute("DELETE FROM customers", "b");
        var result = await shop.RestoreAsync(new() { Database = "b", InputPath = shop["away/a.zst"] });
        result.EnsureSucceeded();
        Assert.Equal(("b", "b.db", 0L), (result.SafetyBackup!.Database, result.SafetyBackup.DatabaseName, result.SafetyBackup.Tables[0].Rows));
        Assert.Contains(result.SafetyFilename, await shop.StoredAsync());

        var to = await shop.RestoreAsync(new() { Database = "b", InputPath = shop["away/a.zst"], To = $"Data Source={shop["a.db"]}" });
        Assert.Equal(("b", "a.db", 3L), (to.SafetyBackup!.Database, to.SafetyBackup.DatabaseName, to.SafetyBackup.Tables[0].Rows));
    }

    [Fact]
    public async Task A_dry_run_says_its_name_and_takes_none()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        var before = await shop.StoredAsync();
        var result = await shop.RestoreAsync(new() { DryRun = true });
        Assert.StartsWith("default-web01-", result.SafetyFilename, StringComparison.Ordinal);
        Assert.Null(result.SafetyBackup);
        Assert.Equal(before, await shop.StoredAsync());
        Assert.Null((await shop.RestoreAsync(new() { DryRun = true, NoSafetyBackup = true })).SafetyFilename);
    }

    [Fact]
    public async Task A_restore_that_fails_after_it_still_names_it()
    {
        using var shop = new Shop();
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        var path = shop[$"backups/{name}.manifest.json"];
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Token)).Replace("\"rows\": 3", "\"rows\": 4", StringComparison.Ordinal), Token);
        var result = await shop.RestoreAsync();
        Assert.Equal((RunOutcome.Failed, true), (result.Outcome, result.SafetyBackup is not null));
    }

    [Fact]
    public async Task A_receiver_that_fails_on_it_does_not_stop_the_restore()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        using var broken = shop.Dispatcher.Connect(Signal.SafetyBackupTaken, (_, _) => throw new InvalidOperationException("no mail"), "mail");
        var result = await shop.RestoreAsync();
        Assert.Equal((RunOutcome.Succeeded, Signal.SafetyBackupTaken), (result.Outcome, Assert.Single(result.ReceiverFailures).Signal));
        Assert.Equal(3, shop.CountCustomers());
    }

    [Fact]
    public async Task Clean_up_never_removes_it_nor_counts_it_until_it_is_unpinned()
    {
        using var shop = new Shop(settings => settings.Cleanup.Keep = 1);
        var backup = (await shop.BackUpAsync()).Databases[0].Filename!;
        var first = (await shop.RestoreAsync()).SafetyFilename!;
        var second = (await shop.RestoreAsync()).SafetyFilename!;
        Assert.Empty((await shop.CleanUpAsync()).Deleted);

        var unpinned = await shop.Command<UnpinCommand>().RunAsync(new() { Names = [first, second, backup] }, Token);

        Assert.Equal([first, second], unpinned.Unpinned.Select(b => b.Name));
        Assert.Equal([backup], unpinned.NotPinned.Select(b => b.Name));
        Assert.DoesNotContain((await shop.Command<ListBackupsCommand>().RunAsync(new(), Token)).Backups, b => b.Pinned);
        // The one that was restored stays, though a safety backup is newer.
        Assert.Equal([first], (await shop.CleanUpAsync()).Deleted.Select(b => b.Name));
        Assert.Equal(new[] { backup, $"{backup}.manifest.json", second, $"{second}.manifest.json", $"{second}.unpinned.json" }.Order(StringComparer.Ordinal), await shop.StoredAsync());
    }

    [Fact]
    public async Task Restoring_the_oldest_backup_does_not_cost_it()
    {
        using var shop = new Shop(settings => settings.Cleanup.Keep = 1);
        var oldest = (await shop.BackUpAsync()).Databases[0].Filename!;
        var newest = (await shop.BackUpAsync()).Databases[0].Filename!;
        var safety = (await shop.RestoreAsync(new() { InputFilename = oldest })).SafetyFilename!;
        await shop.CleanUpAsync();
        Assert.Equal(new[] { newest, safety }.Order(StringComparer.Ordinal), (await shop.StoredAsync()).Where(n => !n.EndsWith(".json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_protected_database_is_restored_by_its_exact_name_only()
    {
        using var shop = new Shop(settings => settings.Databases["default"].Protected = true);
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        shop.Sent.Clear();

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => shop.RestoreAsync());
        Assert.Contains("--yes-restore default", error.Message, StringComparison.Ordinal);
        foreach (var wrong in (string[])["Default", "defaul", "", "default "])
            await Assert.ThrowsAsync<ConfigurationException>(() => shop.RestoreAsync(new() { ConfirmedName = wrong }));
        Assert.Empty(shop.Sent);
        Assert.Equal(0, shop.CountCustomers());

        (await shop.RestoreAsync(new() { DryRun = true })).EnsureSucceeded();
        (await shop.RestoreAsync(new() { ConfirmedName = "default" })).EnsureSucceeded();
        Assert.Equal(3, shop.CountCustomers());
    }

    [Fact]
    public async Task A_wrong_name_is_an_error_also_where_none_is_needed()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync();
        await Assert.ThrowsAsync<ConfigurationException>(() => shop.RestoreAsync(new() { Database = "a", ConfirmedName = "b" }));
    }
}
