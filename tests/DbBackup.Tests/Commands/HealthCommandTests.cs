using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Commands;

public sealed class HealthCommandTests : IDisposable
{
    private readonly SetClock _clock = new();
    private readonly Shop _shop;

    public HealthCommandTests() => _shop = new(s => s.Media.Path = null, services => services.AddSingleton<TimeProvider>(_clock));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_fresh_backup_is_well_and_a_signal_says_so()
    {
        var backup = await BackUpAsync();
        _shop.Sent.Clear();

        var health = await _shop.CheckHealthAsync();

        Assert.Equal((RunOutcome.Succeeded, null), (health.Outcome, health.Error));
        Assert.Equal(["storage", "database default"], health.Subjects.Select(s => s.Subject));
        Assert.Equal(backup, health.Subjects[1].Newest!.Name);
        var told = Assert.IsType<HealthCheckedContext>(Assert.Single(_shop.Sent));
        Assert.Equal(("web01", 0, 2), (told.ServerName, told.Problems.Count, told.Subjects.Count));
    }

    [Fact]
    public async Task A_missed_schedule_is_told_though_no_process_ran()
    {
        await BackUpAsync();
        _clock.Now = _clock.Now.AddHours(26).AddSeconds(1);
        _shop.Sent.Clear();

        var health = await _shop.CheckHealthAsync();

        Assert.Equal([HealthProblemKind.TooOld], Kinds(health));
        Assert.Equal(RunOutcome.Failed, health.Outcome);
        Assert.Contains("is 1 d 2 h old, and MaximumAge is 1 d 2 h", health.Error!.Message, StringComparison.Ordinal);
        Assert.Single(Assert.IsType<HealthCheckedContext>(Assert.Single(_shop.Sent)).Problems);
        Assert.Throws<BackupException>(health.EnsureSucceeded);
    }

    [Fact]
    public async Task No_backup_and_only_another_servers_are_the_same()
    {
        Assert.Equal([HealthProblemKind.NoBackup], Kinds(await _shop.CheckHealthAsync()));
        await BackUpAsync(new() { ServerName = "web02" });
        Assert.Equal([HealthProblemKind.NoBackup], Kinds(await _shop.CheckHealthAsync()));
        Assert.Empty(Kinds(await _shop.CheckHealthAsync(new() { ServerName = "web02" })));
    }

    [Fact]
    public async Task Media_are_looked_at_where_there_are_any()
    {
        _shop.Settings.Media.Path = _shop["media"];
        await BackUpAsync();
        var health = await _shop.CheckHealthAsync();
        Assert.Equal(("media", HealthProblemKind.NoBackup), (health.Subjects[^1].Subject, Assert.Single(health.Problems).Kind));
        await _shop.BackUpMediaAsync();
        Assert.Empty(Kinds(await _shop.CheckHealthAsync()));
        Assert.Equal(2, (await _shop.CheckHealthAsync(new() { Databases = ["default"] })).Subjects.Count);
    }

    [Fact]
    public async Task A_run_that_failed_is_told_until_one_succeeds()
    {
        await BackUpAsync();
        _clock.Now = _clock.Now.AddHours(1);
        using (_shop.Dispatcher.Connect(Signal.PreBackup, (_, _) => throw new InvalidOperationException("s3cret"), "Guard"))
            Assert.Equal(RunOutcome.Vetoed, (await _shop.BackUpAsync()).Databases[0].Outcome);

        var problem = Assert.Single((await _shop.CheckHealthAsync()).Problems);

        Assert.Equal(HealthProblemKind.LastRunFailed, problem.Kind);
        Assert.Equal("The last run on database default of server web01, of 2026-11-23 13:00:00 UTC, ended as vetoed: Vetoed by receiver Guard.", problem.Message);
        _clock.Now = _clock.Now.AddHours(1);
        await BackUpAsync();
        Assert.Empty(Kinds(await _shop.CheckHealthAsync()));
        Assert.DoesNotContain(await _shop.Storage.ListAsync(Token).ToListAsync(Token), o => SeriesObject.IsName(o.Name));
    }

    [Fact]
    public async Task Every_way_to_fail_is_recorded_and_a_dry_run_and_a_path_are_not()
    {
        File.WriteAllText(_shop["default.db"], "no database");
        await _shop.BackUpAsync(new() { DryRun = true });
        await _shop.BackUpAsync(new() { OutputPath = _shop["x.zst"] });
        Assert.Equal([HealthProblemKind.NoBackup], Kinds(await _shop.CheckHealthAsync()));

        Assert.Equal(RunOutcome.Failed, (await _shop.BackUpAsync()).Databases[0].Outcome);
        Assert.Equal([HealthProblemKind.NoBackup, HealthProblemKind.LastRunFailed], Kinds(await _shop.CheckHealthAsync()));

        await _shop.BackUpAsync(token: new(canceled: true));
        Assert.Contains("ended as cancelled", (await _shop.CheckHealthAsync()).Problems.Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_media_run_is_recorded_too()
    {
        _shop.Settings.Media.Path = _shop["nowhere"];
        await BackUpAsync();
        Assert.Equal(RunOutcome.Failed, (await _shop.BackUpMediaAsync()).Outcome);
        Assert.Equal([HealthProblemKind.NoBackup, HealthProblemKind.LastRunFailed], (await _shop.CheckHealthAsync()).Subjects[^1].Problems.Select(p => p.Kind));
    }

    [Fact]
    public async Task A_drill_is_remembered_also_when_its_backup_is_gone()
    {
        _shop.Settings.Cleanup.KeepLast = 1;
        _shop.Settings.Health.MaximumDrillAge = TimeSpan.FromDays(31);
        await BackUpAsync();
        Assert.Equal([HealthProblemKind.NotDrilled], Kinds(await _shop.CheckHealthAsync()));
        (await _shop.Command<DrillCommand>().RunAsync(new(), Token)).EnsureSucceeded();
        Assert.Empty(Kinds(await _shop.CheckHealthAsync()));

        _clock.Now = _clock.Now.AddDays(31);
        await BackUpAsync();
        Assert.Single((await _shop.CleanUpAsync()).Deleted);
        var health = await _shop.CheckHealthAsync();
        Assert.Empty(Kinds(health));
        Assert.Equal(_clock.Now.AddDays(-31), health.Subjects[1].DrilledAt);

        _clock.Now = _clock.Now.AddSeconds(1);
        Assert.Contains("31 d 0 h ago", Assert.Single((await _shop.CheckHealthAsync()).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_failed_its_verification_is_not_good()
    {
        var good = await BackUpAsync();
        _clock.Now = _clock.Now.AddHours(1);
        var damaged = await BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(_shop[$"backups/{damaged}"], Token);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(_shop[$"backups/{damaged}"], bytes, Token);
        await _shop.Command<VerifyCommand>().RunAsync(new(), Token);

        var health = await _shop.CheckHealthAsync();

        Assert.Equal([HealthProblemKind.NotProven], Kinds(health));
        Assert.Equal(good, health.Subjects[1].Newest!.Name);
    }

    [Fact]
    public async Task A_backup_that_is_not_whole_is_named_at_the_storage()
    {
        await BackUpAsync();
        await File.WriteAllTextAsync(_shop["backups/x.manifest.json"], "{", Token);
        var health = await _shop.CheckHealthAsync();
        Assert.Equal(("storage", HealthProblemKind.Damaged), (health.Subjects[0].Subject, Assert.Single(health.Subjects[0].Problems).Kind));
    }

    [Fact]
    public async Task A_storage_that_cannot_be_read_is_told_and_nothing_else()
    {
        await File.WriteAllTextAsync(_shop["backups"], "a file", Token);
        _shop.Sent.Clear();
        var problem = Assert.Single((await _shop.CheckHealthAsync()).Problems);
        Assert.Equal(HealthProblemKind.StorageUnreachable, problem.Kind);
        Assert.Contains("is a file", problem.Message, StringComparison.Ordinal);
        Assert.Single(_shop.Sent);
    }

    [Fact]
    public async Task A_safety_backup_does_not_count()
    {
        var backup = await BackUpAsync();
        _clock.Now = _clock.Now.AddDays(2);
        Assert.NotNull((await _shop.RestoreAsync(new() { InputFilename = backup })).SafetyFilename);
        Assert.Equal([HealthProblemKind.TooOld], Kinds(await _shop.CheckHealthAsync()));
    }

    [Fact]
    public async Task Rules_of_its_own_take_the_place_of_the_general_ones()
    {
        await BackUpAsync();
        _clock.Now = _clock.Now.AddDays(3);
        _shop.Settings.Databases["default"].Health = new() { MaximumAge = TimeSpan.FromDays(8) };
        Assert.Empty(Kinds(await _shop.CheckHealthAsync()));
    }

    [Fact]
    public async Task A_receiver_that_fails_does_not_make_it_ill()
    {
        await BackUpAsync();
        using var broken = _shop.Dispatcher.Connect(Signal.HealthChecked, (_, _) => throw new InvalidOperationException("no mail"), "mail");
        var health = await _shop.CheckHealthAsync();
        Assert.Equal((RunOutcome.Succeeded, Signal.HealthChecked), (health.Outcome, Assert.Single(health.ReceiverFailures).Signal));
    }

    [Fact]
    public async Task An_unknown_database_is_an_error() =>
        await Assert.ThrowsAsync<ConfigurationException>(() => _shop.CheckHealthAsync(new() { Databases = ["shpo"] }));

    [Fact]
    public async Task Databases_whose_names_look_alike_as_files_have_records_of_their_own()
    {
        using var shop = new Shop(s => s.Media.Path = null, null, "a b", "a-b");
        File.WriteAllText(shop["a b.db"], "no database");
        await shop.BackUpAsync();
        var health = await shop.CheckHealthAsync();
        Assert.Equal([("storage", true), ("database a b", false), ("database a-b", true)], health.Subjects.Select(s => (s.Subject, s.Problems.Count == 0)));
    }

    private static IEnumerable<HealthProblemKind> Kinds(HealthResult health) => health.Problems.Select(p => p.Kind);

    private async Task<string> BackUpAsync(DbBackupOptions? options = null)
    {
        var result = await _shop.BackUpAsync(options);
        result.EnsureSucceeded();
        return result.Databases[0].Filename!;
    }
}
