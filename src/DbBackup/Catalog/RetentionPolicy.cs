namespace DbBackup.Catalog;

/// <summary>
/// Which backups of a series stay. Each rule looks at all of them, and what one keeps stays; without any of them everything does.
/// The size comes last.
/// </summary>
internal sealed record RetentionPolicy
{
    /// <summary>That many of the newest.</summary>
    public int? KeepLast { get; init; }

    /// <summary>What is no older than this, counted from the newest.</summary>
    public TimeSpan? KeepWithin { get; init; }

    /// <summary>The newest of each of the last so many hours that have any.</summary>
    public int? KeepHourly { get; init; }

    /// <summary>The same of days, in UTC.</summary>
    public int? KeepDaily { get; init; }

    /// <summary>The same of weeks, which begin on Monday (ISO 8601).</summary>
    public int? KeepWeekly { get; init; }

    /// <summary>The same of months.</summary>
    public int? KeepMonthly { get; init; }

    /// <summary>The same of years.</summary>
    public int? KeepYearly { get; init; }

    /// <summary>As many bytes as what stays may have. The oldest go until it fits, but never the newest.</summary>
    public long? MaximumSize { get; init; }

    /// <summary>What each rule keeps.</summary>
    /// <param name="newestFirst">The backups of one series.</param>
    public IEnumerable<(RetentionRule Rule, IEnumerable<BackupManifest> Kept)> Apply(IReadOnlyList<BackupManifest> newestFirst)
    {
        if (KeepLast is { } last)
            yield return (RetentionRule.KeepLast, newestFirst.Take(last));
        if (KeepWithin is { } age)
            yield return (RetentionRule.KeepWithin, newestFirst.Where(b => newestFirst[0].StartedAt - b.StartedAt <= age));
        foreach (var (rule, count, period) in Periods())
            if (count is { } periods)
                yield return (rule, newestFirst.DistinctBy(b => period(b.StartedAt.UtcDateTime)).Take(periods));
        if (this with { MaximumSize = null } == new RetentionPolicy())
            yield return (RetentionRule.KeepAll, newestFirst);
    }

    private (RetentionRule Rule, int? Count, Func<DateTime, long> Period)[] Periods() =>
    [
        (RetentionRule.KeepHourly, KeepHourly, t => t.Ticks / TimeSpan.TicksPerHour),
        (RetentionRule.KeepDaily, KeepDaily, t => Day(t)),
        (RetentionRule.KeepWeekly, KeepWeekly, t => Day(t) / 7), // Day 0 is 0001-01-01, a Monday.
        (RetentionRule.KeepMonthly, KeepMonthly, t => t.Year * 12 + t.Month),
        (RetentionRule.KeepYearly, KeepYearly, t => t.Year),
    ];

    private static int Day(DateTime time) => DateOnly.FromDateTime(time).DayNumber;
}
