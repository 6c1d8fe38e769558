namespace DbBackup.Catalog;

/// <summary>Which backups are too many.</summary>
internal static class Retention
{
    /// <summary>
    /// All but the newest <paramref name="keep"/> of each database of each server, and of each server's media. What is pinned stays and
    /// counts for nothing; backups taken for safety are counted apart, for they must not take the place of one that was restored.
    /// </summary>
    /// <param name="newestFirst">Backups, newest first.</param>
    /// <param name="keep">How many databases' backups stay; <see langword="null"/> is all.</param>
    /// <param name="keepMedia">How many media backups stay; <see langword="null"/> is all.</param>
    public static IReadOnlyList<BackupManifest> SelectSuperfluous(IReadOnlyList<BackupManifest> newestFirst, int? keep, int? keepMedia) =>
    [
        .. newestFirst
            .Where(b => !b.Pinned)
            .GroupBy(b => (b.Kind, b.Server, b.Database, IsSafety: b.SafetyFor is not null))
            .SelectMany(group => group.Skip(Math.Max(1, (group.Key.Kind == BackupKind.Media ? keepMedia : keep) ?? int.MaxValue))),
    ];
}
