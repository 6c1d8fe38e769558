namespace DbBackup.Configuration;

/// <summary>
/// Which backups of a database, or of media, stay. Each rule looks at all of them, and what one keeps stays. A rule that is missing, empty
/// or null keeps nothing; without any, everything stays.
/// </summary>
public class RetentionSettings
{
    /// <summary>How many of the newest stay, at least 1.</summary>
    public int? KeepLast { get; set; }

    /// <summary>What is no older than this stays, counted from the newest.</summary>
    public TimeSpan? KeepWithin { get; set; }

    /// <summary>The newest of each of the last so many hours that have a backup stays.</summary>
    public int? KeepHourly { get; set; }

    /// <summary>The newest of each of the last so many days that have a backup stays, in UTC.</summary>
    public int? KeepDaily { get; set; }

    /// <summary>The newest of each of the last so many weeks that have a backup stays. A week begins on Monday.</summary>
    public int? KeepWeekly { get; set; }

    /// <summary>The newest of each of the last so many months that have a backup stays.</summary>
    public int? KeepMonthly { get; set; }

    /// <summary>The newest of each of the last so many years that have a backup stays.</summary>
    public int? KeepYearly { get; set; }

    /// <summary>How much what stays may take in the storage, as <c>50 GB</c> or <c>500 MiB</c>. The oldest go until it fits, but never the newest.</summary>
    public string? MaximumSize { get; set; }
}
