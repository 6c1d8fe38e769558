namespace DbBackup.Catalog;

/// <summary>Decides which backups stay.</summary>
internal static class Retention
{
    /// <summary>
    /// Decides series by series: the backups of one database of one server, or of one server's media. Those that were taken for safety
    /// are a series of their own, for they must not take the place of one that was restored.
    /// </summary>
    /// <param name="newestFirst">Backups, newest first.</param>
    /// <param name="policyOf">The policy of a backup's series.</param>
    /// <param name="exemptionOf">Why the rules pass a backup over: it stays and counts for nothing. <see langword="null"/> when they do not.</param>
    public static IReadOnlyList<RetentionDecision> Decide(
        IEnumerable<BackupManifest> newestFirst, Func<BackupManifest, RetentionPolicy> policyOf, Func<BackupManifest, RetentionRule?> exemptionOf) =>
    [
        .. newestFirst
            .GroupBy(b => (Series.Of(b), IsSafety: b.SafetyFor is not null))
            .SelectMany(series => Decide([.. series], policyOf(series.First()), exemptionOf)),
    ];

    /// <summary>Why the rules pass a backup over.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="proofs">The last verifications and drills.</param>
    /// <param name="now">This moment.</param>
    public static RetentionRule? ExemptionOf(BackupManifest backup, IReadOnlyList<ProofRecord> proofs, DateTimeOffset now) =>
        backup.Pinned ? RetentionRule.Pinned
        : backup.StartedAt > now ? RetentionRule.Future
        : proofs.Any(p => p.Name == backup.Name && !p.Passed) ? RetentionRule.NotProven
        : null;

    private static IEnumerable<RetentionDecision> Decide(
        IReadOnlyList<BackupManifest> series, RetentionPolicy policy, Func<BackupManifest, RetentionRule?> exemptionOf)
    {
        List<BackupManifest> counted = [.. series.Where(b => exemptionOf(b) is null)];
        var kept = counted.Count == 0 ? [] : Kept(counted, policy);
        foreach (var backup in series)
            yield return exemptionOf(backup) is { } exemption
                ? new(backup, Stays: true, [exemption])
                : kept.GetValueOrDefault(backup.Name) ?? new(backup, Stays: false, []);
    }

    private static Dictionary<string, RetentionDecision> Kept(List<BackupManifest> newestFirst, RetentionPolicy policy)
    {
        var rules = policy.Apply(newestFirst)
            .SelectMany(applied => applied.Kept.Select(b => (b.Name, applied.Rule)))
            .ToLookup(kept => kept.Name, kept => kept.Rule);
        var room = policy.MaximumSize ?? long.MaxValue;
        var decisions = new Dictionary<string, RetentionDecision>(StringComparer.Ordinal);
        foreach (var backup in newestFirst.Where((b, i) => i == 0 || rules.Contains(b.Name)))
        {
            room = room < 0 ? room : room - backup.StoredBytes;
            decisions[backup.Name] = room >= 0 && rules.Contains(backup.Name) ? new(backup, Stays: true, [.. rules[backup.Name]])
                : decisions.Count == 0 ? new(backup, Stays: true, [RetentionRule.Newest])
                : new(backup, Stays: false, [RetentionRule.MaximumSize]);
        }

        return decisions;
    }
}
