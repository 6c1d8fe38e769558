namespace DbBackup.Configuration;

/// <summary>When the backups of a database, or of media, are well.</summary>
public class HealthRules
{
    /// <summary>How old the newest good backup may be. The default is 26 hours: a day, and two hours to be late.</summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromHours(26);

    /// <summary>How long ago the last drill that was passed may be. <see langword="null"/>, the default, does not ask for drills.</summary>
    public TimeSpan? MaximumDrillAge { get; set; }

    /// <summary>How small the newest good backup may be, as a share of the median of those before it, from 0 to 1.</summary>
    public double SmallestShare { get; set; } = 0.5;

    /// <summary>How large the newest good backup may be, as a multiple of the median of those before it, more than 1.</summary>
    public double LargestShare { get; set; } = 4;
}
