namespace DbBackup.Catalog;

/// <summary>What the retention policy says of a backup.</summary>
/// <param name="Backup">The backup.</param>
/// <param name="Stays">Whether it stays.</param>
/// <param name="Rules">Every rule that keeps it. Of one that goes: <see cref="RetentionRule.MaximumSize"/> alone, or nothing when no rule keeps it.</param>
public sealed record RetentionDecision(BackupManifest Backup, bool Stays, IReadOnlyList<RetentionRule> Rules);
