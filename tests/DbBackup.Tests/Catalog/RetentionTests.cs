using CsCheck;
using DbBackup.Catalog;

namespace DbBackup.Tests.Catalog;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<BackupManifest> AnyBackup = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Bool, Gen.Int[0, 1_000]).Select((database, server, media, minute) =>
        media ? Manifests.Media($"m{minute}", Noon.AddMinutes(minute), $"web{server}")
            : Manifests.Database($"d{minute}", Noon.AddMinutes(minute), $"db{database}", $"web{server}"));

    [Fact]
    public void Missing_settings_keep_everything() =>
        Assert.Empty(Retention.SelectSuperfluous([.. Enumerable.Range(0, 50).Select(i => Manifests.Database($"{i}", Noon.AddDays(-i)))], null, null));

    [Fact]
    public void The_newest_of_every_group_stay_and_nothing_else_goes() =>
        Gen.Select(AnyBackup.List[0, 60], Gen.Int[1, 5], Gen.Int[1, 5]).Sample((backups, keep, keepMedia) =>
        {
            backups.Sort((a, b) => b.StartedAt.CompareTo(a.StartedAt));
            var superfluous = Retention.SelectSuperfluous(backups, keep, keepMedia).ToHashSet(ReferenceEqualityComparer.Instance);
            foreach (var group in backups.GroupBy(b => (b.Kind, b.Server, b.Database)))
            {
                var limit = group.Key.Kind == BackupKind.Media ? keepMedia : keep;
                var kept = group.Where(b => !superfluous.Contains(b)).ToList();
                Assert.Equal(Math.Min(limit, group.Count()), kept.Count);
                Assert.Equal(group.Take(limit), kept);
            }
        });

    [Fact]
    public void The_newest_stays_even_when_nothing_should() =>
        Assert.Equal(["old"], Retention.SelectSuperfluous([Manifests.Database("new", Noon), Manifests.Database("old", Noon.AddDays(-1))], 0, 0).Select(b => b.Name));
}
