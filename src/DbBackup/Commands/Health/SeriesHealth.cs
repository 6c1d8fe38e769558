using System.Globalization;
using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Commands;

/// <summary>Looks at the backups of one series, and says what is wrong.</summary>
internal sealed class SeriesHealth
{
    /// <summary>The clocks of two machines may differ that much.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    private const int FewestForMedian = 3, MostForMedian = 10;

    private readonly string _subject;
    private readonly HealthRules _rules;
    private readonly DateTimeOffset _now;
    private readonly IReadOnlyList<ProofRecord> _proofs;
    private readonly List<BackupManifest> _backups, _good;

    /// <param name="subject">What the backups are of, as <c>database shop</c>.</param>
    /// <param name="newestFirst">The backups of the series, none of them taken for safety.</param>
    /// <param name="proofs">Their last verifications and drills.</param>
    /// <param name="rules">What is well.</param>
    /// <param name="now">This moment.</param>
    public SeriesHealth(string subject, IEnumerable<BackupManifest> newestFirst, IReadOnlyList<ProofRecord> proofs, HealthRules rules, DateTimeOffset now)
    {
        (_subject, _proofs, _rules, _now) = (subject, proofs, rules, now);
        _backups = [.. newestFirst];
        _good = _backups.FindAll(b => !IsFromTheFuture(b) && FailedProof(b) is null);
    }

    /// <summary>The newest good one.</summary>
    public BackupManifest? Newest => _good.FirstOrDefault();

    /// <summary>What is wrong with the backups.</summary>
    public IEnumerable<HealthProblem> Problems()
    {
        if (Newest is null)
            yield return new(HealthProblemKind.NoBackup, $"There is no good backup of {_subject}: make one.");
        else if (_now - Newest.StartedAt is var age && age > _rules.MaximumAge)
            yield return new(HealthProblemKind.TooOld, $"The newest good backup, {Newest.Name}, is {AgeText.Of(age)} old, and MaximumAge is {AgeText.Of(_rules.MaximumAge)}: see whether backups still run.");
        foreach (var problem in SizeProblems().Concat(NewerOnes()))
            yield return problem;
    }

    /// <summary>Whether the last drill was passed long ago, or never.</summary>
    /// <param name="drilledAt">When it was.</param>
    public HealthProblem? DrillProblem(DateTimeOffset? drilledAt) =>
        _rules.MaximumDrillAge is not { } limit || _now - drilledAt <= limit ? null
        : new(HealthProblemKind.NotDrilled, drilledAt is null
            ? $"No drill of {_subject} was ever passed, and MaximumDrillAge is {AgeText.Of(limit)}: run 'drill'."
            : $"The last drill of {_subject} was passed {AgeText.Of(_now - drilledAt.Value)} ago, and MaximumDrillAge is {AgeText.Of(limit)}: run 'drill'.");

    /// <summary>Whether the last run left no backup. One that is older than a good backup is not the last.</summary>
    public HealthProblem? RunProblem(FailedRunRecord? failed) =>
        failed is null || Newest?.StartedAt > failed.StartedAt ? null
        : new(HealthProblemKind.LastRunFailed, $"The last run on {_subject}, of {Moment(failed.StartedAt)}, ended as {failed.Outcome}: {failed.Error}");

    private IEnumerable<HealthProblem> SizeProblems()
    {
        // Another connector writes the same in another way. The payload is compared: neither compression nor encryption makes a difference.
        List<long> earlier = [.. _good.Skip(1).Where(b => b.Connector == Newest!.Connector).Take(MostForMedian).Select(b => b.PayloadBytes).Order()];
        if (earlier.Count < FewestForMedian)
            yield break;
        var median = (earlier[(earlier.Count - 1) / 2] + earlier[earlier.Count / 2]) / 2.0;
        var sizes = string.Create(CultureInfo.InvariantCulture, $"{Newest!.PayloadBytes:N0} bytes, where the median of the {earlier.Count} before it is {median:N0}");
        if (Newest.PayloadBytes < median * _rules.SmallestShare)
            yield return new(HealthProblemKind.TooSmall, $"The newest good backup, {Newest.Name}, has only {sizes}: look whether data is missing.");
        if (Newest.PayloadBytes > median * _rules.LargestShare)
            yield return new(HealthProblemKind.TooLarge, $"The newest good backup, {Newest.Name}, has {sizes}: look what has grown.");
    }

    private IEnumerable<HealthProblem> NewerOnes()
    {
        foreach (var backup in _backups.TakeWhile(b => b != Newest))
            if (IsFromTheFuture(backup))
                yield return new(HealthProblemKind.DatedInFuture, $"{backup.Name} is dated {Moment(backup.StartedAt)}, in the future: check the clock. A restore would take it for the newest.");
            else
                yield return new(HealthProblemKind.NotProven, $"The last {(FailedProof(backup)!.Kind is ProofKind.Drill ? "drill" : "verification")} of {backup.Name} failed: {FailedProof(backup)!.Error}");
    }

    private bool IsFromTheFuture(BackupManifest backup) => backup.StartedAt > _now + ClockTolerance;

    private ProofRecord? FailedProof(BackupManifest backup) => _proofs.FirstOrDefault(p => p.Name == backup.Name && !p.Passed);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
