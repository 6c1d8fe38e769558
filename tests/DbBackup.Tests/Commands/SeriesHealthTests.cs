using CsCheck;
using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Tests.Catalog;

namespace DbBackup.Tests.Commands;

public sealed class SeriesHealthTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("100 100 100 100")]
    [InlineData("50 100 100 100")]
    [InlineData("400 100 100 100")]
    [InlineData("49 100 100 100", HealthProblemKind.TooSmall)]
    [InlineData("401 100 100 100", HealthProblemKind.TooLarge)]
    [InlineData("1 100 100")] // Too few to say anything.
    [InlineData("40 1 100 100 1")] // The median of an even number is in the middle of the two: 50.5.
    [InlineData("25 1 100 100 1", HealthProblemKind.TooSmall)]
    [InlineData("100 100 100 100 100 100 100 100 100 100 100 9000 9000 9000")] // Ten are looked at.
    [InlineData("0 100 100 100", HealthProblemKind.TooSmall)]
    [InlineData("0 0 0 0")]
    public void The_size_is_held_against_the_median_of_those_before(string newestFirst, params HealthProblemKind[] problems)
    {
        var backups = newestFirst.Split(' ').Select((bytes, i) => Backup(i) with { PayloadBytes = long.Parse(bytes, System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal(problems, Health(backups).Problems().Select(p => p.Kind));
    }

    [Fact]
    public void Another_connector_writes_other_sizes()
    {
        var backups = Enumerable.Range(0, 6).Select(i => i == 0 ? Backup(i) with { Connector = "sql", PayloadBytes = 1 } : Backup(i));
        Assert.Empty(Health(backups).Problems());
    }

    [Fact]
    public void One_from_the_future_is_named_and_does_not_hide_the_age_of_the_others()
    {
        var health = Health([Backup(-24), Backup(48)]);
        Assert.Equal([HealthProblemKind.TooOld, HealthProblemKind.DatedInFuture], health.Problems().Select(p => p.Kind));
        Assert.Equal("b48", health.Newest!.Name);
    }

    [Fact]
    public void A_clock_that_is_minutes_ahead_is_none_of_the_future() =>
        Assert.Empty(Health([Backup(0) with { StartedAt = Now.AddMinutes(9) }]).Problems());

    [Fact]
    public void Failed_proofs_before_the_newest_good_one_are_history()
    {
        var failed = new ProofRecord { Kind = ProofKind.Drill, Name = "b2", BackupRunId = "", StartedAt = Now, CompletedAt = Now, Passed = false, Error = "no", Tool = "" };
        Assert.Empty(new SeriesHealth("database x", [Backup(1), Backup(2)], [failed], new(), Now).Problems());
        Assert.Equal([HealthProblemKind.NotProven], new SeriesHealth("database x", [Backup(2), Backup(3)], [failed], new(), Now).Problems().Select(p => p.Kind));
    }

    [Fact]
    public void A_failed_run_before_the_newest_good_backup_is_history()
    {
        var failed = new FailedRunRecord(1, "", Now.AddHours(-5), Now.AddHours(-5), "failed", "no", "");
        Assert.Null(Health([Backup(4)]).RunProblem(failed));
        Assert.NotNull(Health([Backup(6)]).RunProblem(failed));
        Assert.NotNull(Health([]).RunProblem(failed));
        Assert.Null(Health([]).RunProblem(null));
    }

    [Fact]
    public void The_age_alone_decides_whether_it_is_too_old() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 100]).Sample((hours, limit) =>
            Assert.Equal(
                hours > limit,
                new SeriesHealth("database x", [Backup(hours)], [], new() { MaximumAge = TimeSpan.FromHours(limit) }, Now).Problems().Any(p => p.Kind is HealthProblemKind.TooOld)));

    private static SeriesHealth Health(IEnumerable<BackupManifest> backups) => new("database x", backups, [], new HealthRules(), Now);

    private static BackupManifest Backup(int hoursAgo) => Manifests.Database($"b{hoursAgo}", Now.AddHours(-hoursAgo));
}
