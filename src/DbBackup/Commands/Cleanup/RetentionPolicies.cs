using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Commands;

/// <summary>The policies of the configuration. A section of a database's or the media's own takes the place of the general one.</summary>
internal static class RetentionPolicies
{
    /// <summary>The policy of a backup's series.</summary>
    public static RetentionPolicy Of(BackupManifest backup, DbBackupSettings settings) =>
        (backup.Kind is BackupKind.Media ? settings.Media.Cleanup : settings.Databases.GetValueOrDefault(backup.Database!)?.Cleanup) is { } own ? Of(own)
        : backup.Kind is BackupKind.Media ? new() { KeepLast = settings.Cleanup.KeepMedia }
        : Of(settings.Cleanup) with { KeepLast = settings.Cleanup.KeepLast ?? settings.Cleanup.Keep };

    private static RetentionPolicy Of(RetentionSettings rules) => new()
    {
        KeepLast = rules.KeepLast, KeepWithin = rules.KeepWithin,
        KeepHourly = rules.KeepHourly, KeepDaily = rules.KeepDaily, KeepWeekly = rules.KeepWeekly, KeepMonthly = rules.KeepMonthly, KeepYearly = rules.KeepYearly,
        MaximumSize = string.IsNullOrWhiteSpace(rules.MaximumSize) ? null : ByteSize.TryParse(rules.MaximumSize),
    };
}
