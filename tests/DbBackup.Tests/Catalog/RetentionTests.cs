using CsCheck;
using DbBackup.Catalog;

namespace DbBackup.Tests.Catalog;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<int?> AnyCount = Gen.Int[0, 5].Select(n => n == 0 ? (int?)null : n);

    private static readonly Gen<RetentionPolicy> AnyPolicy = Gen.Select(
        Gen.Select(AnyCount, AnyCount, AnyCount, AnyCount), Gen.Select(AnyCount, AnyCount, AnyCount, AnyCount), (a, b) => new RetentionPolicy
        {
            KeepLast = a.Item1, KeepHourly = a.Item2, KeepDaily = a.Item3, KeepWeekly = a.Item4, KeepMonthly = b.Item1, KeepYearly = b.Item2,
            KeepWithin = b.Item3 * TimeSpan.FromDays(9), MaximumSize = b.Item4 * 1_000L,
        });

    /// <summary>A night or an hour apart, months apart, or of one moment; some pinned, for safety, from the future, or not proven.</summary>
    private static readonly Gen<BackupManifest> AnyBackup = Gen.Select(
        Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 9], Gen.OneOf(Gen.Int[-30, 50], Gen.Int[0, 20_000]), Gen.Int[0, 900], (database, server, nature, hours, bytes) =>
        {
            var startedAt = Now.AddHours(-hours);
            var backup = nature == 0 ? Manifests.Media("", startedAt, $"web{server}") : Manifests.Database("", startedAt, $"db{database}", $"web{server}");
            return backup with { StoredBytes = bytes, Pinned = nature is 1 or 2, SafetyFor = nature is 2 or 3 ? "x" : null, Receivers = nature is 4 ? ["not proven"] : [] };
        });

    private static readonly Gen<List<BackupManifest>> AnyBackups = AnyBackup.List[0, 60].Select(backups =>
        backups.Select((b, i) => b with { Name = $"b{i}" }).OrderByDescending(b => b.StartedAt).ToList());

    [Fact]
    public void Without_rules_everything_stays() =>
        AnyBackups.Sample(backups => Assert.All(Decide(backups, new()), d => Assert.True(d.Stays)));

    [Fact]
    public void Every_backup_is_decided_once() =>
        Gen.Select(AnyBackups, AnyPolicy).Sample((backups, policy) =>
            Assert.Equal(backups.Select(b => b.Name).Order(), Decide(backups, policy).Select(d => d.Backup.Name).Order()));

    [Fact]
    public void The_newest_good_one_of_every_series_stays() =>
        Gen.Select(AnyBackups, AnyPolicy).Sample((backups, policy) =>
        {
            var stays = Staying(backups, policy);
            foreach (var series in backups.Where(b => !IsExempt(b)).GroupBy(SeriesOf))
                Assert.Contains(series.First().Name, stays);
        });

    [Fact]
    public void What_is_pinned_from_the_future_or_not_proven_stays_and_takes_nobodys_place() =>
        Gen.Select(AnyBackups, AnyPolicy).Sample((backups, policy) =>
        {
            var exempt = backups.Where(IsExempt).Select(b => b.Name).ToHashSet();
            Assert.Subset(Staying(backups, policy), exempt);
            Assert.Equal(Staying([.. backups.Where(b => !IsExempt(b))], policy), Staying(backups, policy).Except(exempt).ToHashSet());
        });

    [Fact]
    public void What_several_rules_keep_is_the_union_of_what_each_keeps() =>
        Gen.Select(AnyBackups, AnyPolicy).Sample((backups, policy) =>
        {
            var rules = Alone(policy with { MaximumSize = null }).ToList();
            if (rules.Count > 0)
                Assert.Equal(rules.SelectMany(rule => Staying(backups, rule)).ToHashSet(), Staying(backups, policy with { MaximumSize = null }));
        });

    [Fact]
    public void One_more_rule_never_removes_more() =>
        Gen.Select(AnyBackups, AnyPolicy, AnyPolicy).Sample((backups, policy, other) =>
        {
            policy = policy with { MaximumSize = null };
            if (policy == new RetentionPolicy())
                return;
            var more = policy with
            {
                KeepLast = policy.KeepLast ?? other.KeepLast, KeepWithin = policy.KeepWithin ?? other.KeepWithin, KeepHourly = policy.KeepHourly ?? other.KeepHourly,
                KeepDaily = policy.KeepDaily ?? other.KeepDaily, KeepWeekly = policy.KeepWeekly ?? other.KeepWeekly,
                KeepMonthly = policy.KeepMonthly ?? other.KeepMonthly, KeepYearly = policy.KeepYearly ?? other.KeepYearly,
            };
            Assert.Superset(Staying(backups, policy), Staying(backups, more));
        });

    [Fact]
    public void A_second_time_nothing_goes() =>
        Gen.Select(AnyBackups, AnyPolicy).Sample((backups, policy) =>
        {
            var stays = Staying(backups, policy);
            Assert.Equal(stays, Staying([.. backups.Where(b => stays.Contains(b.Name))], policy));
        });

    [Fact]
    public void A_size_takes_the_oldest_until_the_rest_fits() =>
        Gen.Select(AnyBackups, AnyPolicy, Gen.Long[1, 5_000]).Sample((backups, policy, size) =>
        {
            var unlimited = Staying(backups, policy with { MaximumSize = null });
            var limited = Staying(backups, policy with { MaximumSize = size });
            foreach (var series in backups.Where(b => !IsExempt(b)).GroupBy(SeriesOf))
            {
                var before = series.Where(b => unlimited.Contains(b.Name)).ToList();
                var after = before.Where(b => limited.Contains(b.Name)).ToList();
                Assert.Equal(before.Take(after.Count), after);
                Assert.True(after.Count == 1 || after.Sum(b => b.StoredBytes) <= size);
                Assert.True(after.Count == before.Count || before.Take(after.Count + 1).Sum(b => b.StoredBytes) > size);
            }
        });

    [Fact]
    public void One_series_says_nothing_of_another() =>
        Gen.Select(AnyBackups, AnyPolicy).Sample((backups, policy) =>
        {
            foreach (var series in backups.GroupBy(SeriesOf))
                Assert.Equal(Staying([.. series], policy), Staying(backups, policy).Intersect(series.Select(b => b.Name)).ToHashSet());
        });

    [Theory]
    [InlineData("2026-11-22T23:59:59Z", "2026-11-23T00:00:00Z")] // Sunday and Monday.
    [InlineData("2025-12-28T12:00:00Z", "2025-12-29T12:00:00Z")] // Week 52 of 2025 and week 1 of 2026.
    public void A_week_begins_on_monday(string sunday, string monday) =>
        Assert.Equal([true, true], Decide([At(monday), At(sunday)], new() { KeepWeekly = 2 }).Select(d => d.Stays));

    [Fact]
    public void A_week_of_iso_8601_may_belong_to_two_years() =>
        Assert.Equal([true, false], Decide([At("2026-01-04T12:00:00Z"), At("2025-12-29T12:00:00Z")], new() { KeepWeekly = 2 }).Select(d => d.Stays));

    [Theory]
    [InlineData("2026-11-22T23:30:00Z", "2026-11-23T01:30:00+02:00", 1)] // The same moment, whatever its zone.
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", 1)] // An hour apart when clocks in Europe go back.
    [InlineData("2026-11-22T23:30:00Z", "2026-11-23T00:30:00Z", 2)]
    public void A_day_is_a_day_in_utc(string one, string other, int days) =>
        Assert.Equal(days, Decide([At(other), At(one)], new() { KeepDaily = 2 }).Count(d => d.Stays));

    [Fact]
    public void What_is_within_counts_from_the_newest_and_not_from_now() =>
        Assert.Equal(
            [true, true, false],
            Decide([At("2020-05-10T12:00:00Z"), At("2020-05-03T12:00:00Z"), At("2020-05-03T11:59:59Z")], new() { KeepWithin = TimeSpan.FromDays(7) }).Select(d => d.Stays));

    [Fact]
    public void Each_rule_that_keeps_a_backup_is_named()
    {
        var decisions = Decide([At("2026-11-23T03:00:00Z"), At("2026-11-22T03:00:00Z"), At("2026-11-21T03:00:00Z")], new() { KeepLast = 1, KeepDaily = 2, MaximumSize = 200 });
        Assert.Equal([RetentionRule.KeepLast, RetentionRule.KeepDaily], decisions[0].Rules);
        Assert.Equal([true, false, false], decisions.Select(d => d.Stays));
        Assert.Equal([RetentionRule.MaximumSize], decisions[1].Rules);
        Assert.Empty(decisions[2].Rules);
    }

    [Fact]
    public void The_newest_stays_though_it_is_too_large()
    {
        var decision = Assert.Single(Decide([At("2026-11-23T03:00:00Z")], new() { KeepLast = 1, MaximumSize = 1 }));
        Assert.True(decision.Stays);
        Assert.Equal([RetentionRule.Newest], decision.Rules);
    }

    private static IEnumerable<RetentionPolicy> Alone(RetentionPolicy policy) => new RetentionPolicy[]
    {
        new() { KeepLast = policy.KeepLast }, new() { KeepWithin = policy.KeepWithin }, new() { KeepHourly = policy.KeepHourly }, new() { KeepDaily = policy.KeepDaily },
        new() { KeepWeekly = policy.KeepWeekly }, new() { KeepMonthly = policy.KeepMonthly }, new() { KeepYearly = policy.KeepYearly },
    }.Where(rule => rule != new RetentionPolicy());

    private static BackupManifest At(string time) => Manifests.Database(time, DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    private static object SeriesOf(BackupManifest backup) => (backup.Kind, backup.Server, backup.Database, backup.SafetyFor);

    private static bool IsExempt(BackupManifest backup) => ExemptionOf(backup) is not null;

    private static RetentionRule? ExemptionOf(BackupManifest backup) => Retention.ExemptionOf(
        backup,
        !backup.Receivers.Contains("not proven") ? [] : [new ProofRecord { Kind = ProofKind.Verification, Name = backup.Name, BackupRunId = backup.RunId, StartedAt = Now, CompletedAt = Now, Passed = false, Tool = "" }],
        Now);

    private static IReadOnlyList<RetentionDecision> Decide(IReadOnlyList<BackupManifest> backups, RetentionPolicy policy) =>
        Retention.Decide(backups, _ => policy, ExemptionOf);

    private static HashSet<string> Staying(IReadOnlyList<BackupManifest> backups, RetentionPolicy policy) =>
        [.. Decide(backups, policy).Where(d => d.Stays).Select(d => d.Backup.Name)];
}
