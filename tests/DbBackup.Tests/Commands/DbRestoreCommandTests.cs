using DbBackup.Commands;
using DbBackup.Signals;
using DbBackup.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Commands;

public sealed class DbRestoreCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restore_sends_pre_and_post_with_what_they_promise()
    {
        using var shop = new Shop();
        var backup = (await shop.BackUpAsync()).Databases[0].Backup!;
        shop.Execute("DELETE FROM customers");
        shop.Sent.Clear();

        var result = await shop.RestoreAsync();

        result.EnsureSucceeded();
        Assert.Equal(3, shop.CountCustomers());
        Assert.Equal([new("main.customers", 3)], result.Tables);
        Assert.Equal([Signal.PreRestore, Signal.SafetyBackupTaken, Signal.PostRestore], shop.Signals);
        var post = Assert.IsType<PostRestoreContext>(shop.Sent[2]);
        Assert.Equal((result.RunId, backup.Name, "web01", "default.db"), (post.RunId, post.Filename, post.ServerName, post.DatabaseName));
        Assert.Same(shop.Command<DbRestoreCommand>(), post.Sender);
        Assert.Same(shop.Settings.Databases["default"], post.Database);
        Assert.Same(shop.Storage, post.Storage);
        Assert.Equal("snapshot", post.Connector.Name);
    }

    [Fact]
    public async Task A_veto_leaves_the_database_as_it_was()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        shop.Sent.Clear();
        using var veto = shop.Dispatcher.Connect(Signal.PreRestore, (_, _) => throw new InvalidOperationException("never production"), "Guard");
        var result = await shop.RestoreAsync();
        Assert.Equal(RunOutcome.Vetoed, result.Outcome);
        Assert.Equal([Signal.PreRestore, Signal.RestoreFailed], shop.Signals);
        Assert.Equal(0, shop.CountCustomers());
    }

    [Fact]
    public async Task No_at_the_question_sends_nothing_and_changes_nothing()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        shop.Sent.Clear();
        RestorePlan? asked = null;
        var result = await shop.RestoreAsync(new() { Confirm = (plan, _) =>
        {
            asked = plan;
            return new(false);
        } });
        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        Assert.Equal("database default (default.db)", asked!.Target);
        Assert.Empty(shop.Sent);
        Assert.Equal(0, shop.CountCustomers());
    }

    [Fact]
    public async Task The_question_comes_before_the_pre_signal()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        shop.Sent.Clear();
        var sentAtQuestion = -1;
        await shop.RestoreAsync(new() { Confirm = (_, _) =>
        {
            sentAtQuestion = shop.Sent.Count;
            return new(true);
        } });
        Assert.Equal(0, sentAtQuestion);
        Assert.Equal([Signal.PreRestore, Signal.SafetyBackupTaken, Signal.PostRestore], shop.Signals);
    }

    [Fact]
    public async Task Every_damaged_byte_is_refused_before_anything_happens()
    {
        using var shop = new Shop();
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        var path = shop[$"backups/{name}"];
        var stored = await File.ReadAllBytesAsync(path, Token);
        var database = await File.ReadAllBytesAsync(shop["default.db"], Token);
        shop.Sent.Clear();
        for (var at = 0; at < stored.Length; at += 7)
        {
            var damaged = (byte[])stored.Clone();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(path, damaged, Token);
            var result = await shop.RestoreAsync(new() { Confirm = (_, _) => throw new InvalidOperationException("was asked") });
            Assert.IsType<DamagedBackupException>(result.Error);
            Assert.Contains(name, result.Error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(shop.Sent);
        Assert.Equal(database, await File.ReadAllBytesAsync(shop["default.db"], Token));
    }

    [Fact]
    public async Task Cancelled_at_the_pre_signal_it_ends_with_the_failed_signal()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        shop.Sent.Clear();
        using var cancellation = new CancellationTokenSource();
        using var cancel = shop.Dispatcher.Connect(Signal.PreRestore, (_, _) => new(cancellation.CancelAsync()));
        var result = await shop.RestoreAsync(token: cancellation.Token);
        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        Assert.Equal([Signal.PreRestore, Signal.RestoreFailed], shop.Signals);
        Assert.Equal(0, shop.CountCustomers());
    }

    [Fact]
    public async Task Rows_that_are_not_those_of_the_manifest_fail_and_change_nothing()
    {
        using var shop = new Shop();
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        var path = shop[$"backups/{name}.manifest.json"];
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Token)).Replace("\"rows\": 3", "\"rows\": 4", StringComparison.Ordinal), Token);
        shop.Execute("DELETE FROM customers");
        shop.Sent.Clear();
        var result = await shop.RestoreAsync();
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains("customers", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal([Signal.PreRestore, Signal.SafetyBackupTaken, Signal.RestoreFailed], shop.Signals);
        Assert.Equal(0, shop.CountCustomers());
    }

    [Theory]
    [InlineData("\"engine\": \"Sqlite\"", "\"engine\": \"PostgreSql\"", "PostgreSql")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 9", "update DbBackup")]
    [InlineData("\"kind\": \"database\"", "\"kind\": \"media\"", "media-restore")]
    public async Task What_cannot_be_restored_is_refused_before_anything_happens(string what, string with, string told)
    {
        using var shop = new Shop();
        var name = (await shop.BackUpAsync()).Databases[0].Filename!;
        var path = shop[$"backups/{name}.manifest.json"];
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Token)).Replace(what, with, StringComparison.Ordinal), Token);
        shop.Sent.Clear();
        var result = await shop.RestoreAsync(new() { InputFilename = name });
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains(told, result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Sent);
    }

    [Fact]
    public async Task A_restore_from_a_path_writes_nothing_beside_the_backup_and_excludes_a_backup_of_the_same_database()
    {
        using var shop = new Shop();
        (await shop.BackUpAsync(new() { OutputPath = shop["elsewhere/x.zst"] })).EnsureSucceeded();
        var outcome = RunOutcome.Succeeded;
        using var meanwhile = shop.Dispatcher.Connect(Signal.PreRestore, async (_, _) => outcome = (await shop.BackUpAsync()).Databases[0].Outcome);
        (await shop.RestoreAsync(new() { InputPath = shop["elsewhere/x.zst"] })).EnsureSucceeded();
        Assert.Equal(RunOutcome.Locked, outcome);
        Assert.Equal(["x.zst", "x.zst.manifest.json"], Directory.GetFiles(shop["elsewhere"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"compression\": \"zstd\"", "\"compression\": \"lzma\"")]
    [InlineData("\"encryption\": null", "\"encryption\": \"rot13\"")]
    public async Task What_this_version_cannot_open_is_refused_before_anybody_is_asked(string with, string what)
    {
        using var shop = new Shop();
        var manifest = shop["backups/" + (await shop.BackUpAsync()).Databases[0].Filename + ".manifest.json"];
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Token)).Replace(with, what, StringComparison.Ordinal), Token);
        shop.Sent.Clear();
        var result = await shop.RestoreAsync(new() { Confirm = (_, _) => throw new InvalidOperationException("asked") });
        Assert.IsType<DamagedBackupException>(result.Error);
        Assert.Empty(shop.Sent);
    }

    [Fact]
    public async Task Progress_is_told_of_the_database_that_is_restored_also_from_anothers_backup()
    {
        using var shop = new Shop(null, null, "a", "b");
        var backup = (await shop.BackUpAsync(new() { Databases = ["a"] })).Databases[0].Filename;
        var told = new Told();
        (await shop.RestoreAsync(new() { Database = "b", InputFilename = backup, Progress = told })).EnsureSucceeded();
        Assert.Equal(["b", "safety backup of b"], told.Subjects);
    }

    private sealed class Told : IProgress<OperationProgress>
    {
        public SortedSet<string> Subjects { get; } = [];

        public void Report(OperationProgress value) => Subjects.Add(value.Subject);
    }

    [Fact]
    public async Task With_several_databases_one_must_be_named()
    {
        using var shop = new Shop(null, null, "a", "b");
        await shop.BackUpAsync();
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => shop.RestoreAsync());
        Assert.Contains("a, b", error.Message, StringComparison.Ordinal);
        shop.Execute("DELETE FROM customers", "b");
        (await shop.RestoreAsync(new() { Database = "b" })).EnsureSucceeded();
        Assert.Equal(3, shop.CountCustomers("b"));
    }

    [Fact]
    public async Task Without_a_backup_it_says_so()
    {
        using var shop = new Shop();
        var result = await shop.RestoreAsync();
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains("There is no backup of database default", result.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Sent);
    }

    [Fact]
    public async Task The_connector_of_the_backup_restores_it_whatever_the_configuration_says()
    {
        using var shop = new Shop(s => s.Databases["default"].Connector = "sql");
        var backup = (await shop.BackUpAsync()).Databases[0].Backup!;
        Assert.Equal("sql", backup.Connector);
        Assert.EndsWith(".sql.zst", backup.Name, StringComparison.Ordinal);
        shop.Settings.Databases["default"].Connector = "snapshot";
        shop.Execute("DELETE FROM customers");
        (await shop.RestoreAsync()).EnsureSucceeded();
        Assert.Equal(3, shop.CountCustomers());
    }

    [Theory]
    [InlineData(typeof(UnauthorizedAccessException), RunOutcome.Succeeded)]
    [InlineData(typeof(NotSupportedException), RunOutcome.Failed)]
    public async Task A_storage_that_cannot_be_written_to_can_be_restored_from(Type cause, RunOutcome outcome)
    {
        using var stored = new TemporaryFolder();
        using var from = new Shop(register: s => s.AddSingleton<IBackupStorage>(new FileSystemStorage(stored["backups"])));
        await from.BackUpAsync();
        var unlockable = new UnlockableStorage(new FileSystemStorage(stored["backups"]), (Exception)Activator.CreateInstance(cause)!);
        using var shop = new Shop(register: s => s.AddSingleton<IBackupStorage>(unlockable));
        shop.Execute("DELETE FROM customers");
        Assert.Equal(outcome, (await shop.RestoreAsync()).Outcome);
        Assert.Equal(outcome == RunOutcome.Succeeded ? 3 : 0, shop.CountCustomers());
        Assert.Equal(RunOutcome.Failed, Assert.Single((await shop.BackUpAsync()).Databases).Outcome);
    }

    [Fact]
    public async Task A_dry_run_checks_the_backup_and_changes_nothing()
    {
        using var shop = new Shop();
        await shop.BackUpAsync();
        shop.Execute("DELETE FROM customers");
        shop.Sent.Clear();
        var result = await shop.RestoreAsync(new() { DryRun = true });
        result.EnsureSucceeded();
        Assert.NotNull(result.Backup);
        Assert.Empty(shop.Sent);
        Assert.Equal(0, shop.CountCustomers());
    }

    [Fact]
    public async Task A_backup_that_left_tables_out_does_not_drop_them()
    {
        using var shop = new Shop(s => s.Databases["default"].Connector = "sql");
        shop.Execute("CREATE TABLE audit(line); INSERT INTO audit VALUES ('kept')");
        var backup = (await shop.BackUpAsync(new() { ExcludeTables = ["audit"] })).Databases[0].Backup!;
        Assert.Equal(["audit"], backup.Excluded);
        shop.Sent.Clear();

        var refused = await shop.RestoreAsync();
        Assert.Equal(RunOutcome.Failed, refused.Outcome);
        Assert.Contains("--no-drop", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Sent);

        shop.Execute("DROP TABLE customers");
        (await shop.RestoreAsync(new() { NoDrop = true })).EnsureSucceeded();
        Assert.Equal((3, 1), (shop.CountCustomers(), shop.Execute("SELECT count(*) FROM audit")));
    }
}
