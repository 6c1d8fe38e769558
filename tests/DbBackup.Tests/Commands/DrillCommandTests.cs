using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Signals;

namespace DbBackup.Tests.Commands;

public sealed class DrillCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("snapshot")]
    [InlineData("sql")]
    public async Task The_newest_backup_is_restored_into_a_scratch_place_and_nothing_is_left(string connector)
    {
        using var shop = new Shop(settings =>
        {
            settings.Databases["default"].Connector = connector;
            settings.Media.Path = null;
        });
        await shop.BackUpAsync();
        var backup = (await shop.BackUpAsync()).Databases[0].Backup!;
        shop.Execute("DELETE FROM customers");
        var database = await File.ReadAllBytesAsync(shop["default.db"], Token);
        shop.Sent.Clear();

        var drill = Assert.Single((await DrillAsync(shop)).Drills);

        drill.EnsureSucceeded();
        Assert.Equal([new("main.customers", 3)], drill.Tables);
        Assert.Equal(backup.Name, drill.Backup!.Name);
        var told = Assert.IsType<DrillSucceededContext>(Assert.Single(shop.Sent));
        Assert.Equal((backup.Name, "web01", drill.RunId), (told.Filename, told.ServerName, told.RunId));
        Assert.Same(shop.Settings.Databases["default"], told.Database);
        Assert.Same(shop.Command<DrillCommand>(), told.Sender);
        Assert.True(told.Duration > TimeSpan.Zero);
        Assert.Equal(database, await File.ReadAllBytesAsync(shop["default.db"], Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop["staging"]));
        var proof = Assert.Single((await shop.Command<ListBackupsCommand>().RunAsync(new(), Token)).Proofs);
        Assert.Equal((ProofKind.Drill, true, ProofExtent.Restore, backup.Name), (proof.Kind, proof.Passed, proof.Extent, proof.Name));
    }

    [Fact]
    public async Task Media_are_unpacked_into_a_scratch_folder_with_everything_in_them()
    {
        using var shop = new Shop();
        Directory.CreateDirectory(shop["media/pictures/empty"]);
        await File.WriteAllTextAsync(shop["media/pictures/b.txt"], "b", Token);
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(shop["media/loop"], ".");
        var name = (await shop.BackUpMediaAsync()).Filename;
        shop.Sent.Clear();

        var drill = Assert.Single((await DrillAsync(shop, new() { InputFilename = name })).Drills);

        drill.EnsureSucceeded();
        Assert.Null(drill.Database);
        Assert.Null(Assert.IsType<DrillSucceededContext>(Assert.Single(shop.Sent)).Database);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop["staging"]));
        Assert.Equal("b", await File.ReadAllTextAsync(shop["media/pictures/b.txt"], Token));
    }

    [Fact]
    public async Task Without_a_name_everything_that_is_configured_is_drilled_and_what_has_no_backup_fails()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync(new() { Databases = ["a"] });
        await shop.BackUpMediaAsync();
        shop.Sent.Clear();

        var result = await DrillAsync(shop);

        Assert.Equal(["a", "b", null], result.Drills.Select(d => d.Database));
        Assert.Equal([RunOutcome.Succeeded, RunOutcome.Failed, RunOutcome.Succeeded], result.Drills.Select(d => d.Outcome));
        Assert.Equal([Signal.DrillSucceeded, Signal.DrillFailed, Signal.DrillSucceeded], shop.Signals);
        var failed = Assert.IsType<DrillFailedContext>(shop.Sent[1]);
        Assert.Equal((null, "b", RunOutcome.Failed), (failed.Filename, failed.Database!.Name, failed.Outcome));
        Assert.Contains("no backup of database b", failed.Exception.Message, StringComparison.Ordinal);
        Assert.Throws<BackupException>(result.EnsureSucceeded);
    }

    [Theory]
    [InlineData("\"rows\": 3", "\"rows\": 4")]
    [InlineData("\"tables\": [", "\"tables\": [ { \"name\": \"main.gone\", \"rows\": 0 },")]
    [InlineData("\"name\": \"main.customers\",\n      \"rows\": 3", "\"name\": \"main.other\",\n      \"rows\": 3")]
    public async Task Tables_and_rows_that_are_not_those_of_the_manifest_fail_and_are_recorded(string what, string with)
    {
        using var shop = new Shop(settings => settings.Media.Path = null);
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        await ChangeManifestAsync(shop, name, what, with);
        shop.Sent.Clear();

        var drill = Assert.Single((await DrillAsync(shop)).Drills);

        Assert.Equal(RunOutcome.Failed, drill.Outcome);
        Assert.Equal([Signal.DrillFailed], shop.Signals);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop["staging"]));
        var proof = Assert.Single((await shop.Command<ListBackupsCommand>().RunAsync(new(), Token)).Proofs);
        Assert.Equal((false, drill.Error!.Message), (proof.Passed, proof.Error));
    }

    [Fact]
    public async Task A_table_that_the_manifest_does_not_know_fails_as_well()
    {
        using var shop = new Shop(settings => settings.Media.Path = null);
        shop.Execute("CREATE TABLE orders(id INTEGER)");
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        await ChangeManifestAsync(shop, name, ",\n    {\n      \"name\": \"main.orders\",\n      \"rows\": 0\n    }", "");
        Assert.Contains("main.orders", Assert.Single((await DrillAsync(shop)).Drills).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("media")]
    public async Task A_flipped_bit_fails_the_drill(string subject)
    {
        using var shop = new Shop();
        var name = subject == "media" ? (await shop.BackUpMediaAsync()).Filename! : (await shop.BackUpAsync()).Databases[0].Filename!;
        var bytes = await File.ReadAllBytesAsync(shop[$"backups/{name}"], Token);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(shop[$"backups/{name}"], bytes, Token);

        var drill = Assert.Single((await DrillAsync(shop, new() { InputFilename = name })).Drills);

        Assert.IsType<DamagedBackupException>(drill.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop["staging"]));
    }

    [Fact]
    public async Task Cancelled_it_ends_with_its_signal_and_records_nothing()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync();
        shop.Sent.Clear();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var result = await shop.Command<DrillCommand>().RunAsync(new(), cancellation.Token);

        Assert.Equal(RunOutcome.Cancelled, Assert.Single(result.Drills).Outcome);
        Assert.Equal(RunOutcome.Cancelled, Assert.IsType<DrillFailedContext>(Assert.Single(shop.Sent)).Outcome);
        Assert.DoesNotContain(await shop.StoredAsync(), name => name.EndsWith(".drilled.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_fails_leaves_the_drill_what_it_is()
    {
        using var shop = new Shop(settings => settings.Media.Path = null);
        await shop.BackUpAsync();
        using var broken = shop.Dispatcher.Connect(Signal.DrillSucceeded, (_, _) => throw new InvalidOperationException("no mail"), "mail");
        var drill = Assert.Single((await DrillAsync(shop)).Drills);
        Assert.Equal((RunOutcome.Succeeded, "mail"), (drill.Outcome, Assert.Single(drill.ReceiverFailures).ReceiverId));
    }

    [Fact]
    public async Task What_a_killed_drill_left_the_next_one_removes()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        await shop.BackUpMediaAsync();
        var left = Directory.CreateDirectory(shop[$"staging/.dbbackup-restore-{Guid.NewGuid():N}"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "lock"), shop["staging/dbbackup-media-drill"], Token);
        await File.WriteAllTextAsync(shop[$"staging/dbbackup-{Guid.NewGuid():N}.tmp"], "", Token);

        (await DrillAsync(shop)).EnsureSucceeded();

        Assert.Empty(Directory.EnumerateFileSystemEntries(shop["staging"]));
    }

    private static Task<DrillResult> DrillAsync(Shop shop, DrillOptions? options = null) => shop.Command<DrillCommand>().RunAsync(options ?? new(), Token);

    private static async Task ChangeManifestAsync(Shop shop, string name, string what, string with)
    {
        var path = shop[$"backups/{name}.manifest.json"];
        var text = await File.ReadAllTextAsync(path, Token);
        Assert.Contains(what, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(what, with, StringComparison.Ordinal), Token);
    }
}
