using System.Text.Json.Serialization;

namespace DbBackup.Commands;

/// <summary>What can be wrong with the backups of a database, of media, or of a storage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthProblemKind>))]
public enum HealthProblemKind
{
    /// <summary>There is no good backup.</summary>
    [JsonStringEnumMemberName("noBackup")]
    NoBackup,

    /// <summary>The newest good backup is too old.</summary>
    [JsonStringEnumMemberName("tooOld")]
    TooOld,

    /// <summary>It is much smaller than those before it.</summary>
    [JsonStringEnumMemberName("tooSmall")]
    TooSmall,

    /// <summary>It is much larger than those before it.</summary>
    [JsonStringEnumMemberName("tooLarge")]
    TooLarge,

    /// <summary>No drill was passed for too long, or ever.</summary>
    [JsonStringEnumMemberName("notDrilled")]
    NotDrilled,

    /// <summary>A verification or a drill of a backup failed, and none newer is known to be good.</summary>
    [JsonStringEnumMemberName("notProven")]
    NotProven,

    /// <summary>The last run left no backup.</summary>
    [JsonStringEnumMemberName("lastRunFailed")]
    LastRunFailed,

    /// <summary>A backup is dated in the future.</summary>
    [JsonStringEnumMemberName("datedInFuture")]
    DatedInFuture,

    /// <summary>A manifest cannot be read, or its backup is not whole.</summary>
    [JsonStringEnumMemberName("damaged")]
    Damaged,

    /// <summary>The storage cannot be read.</summary>
    [JsonStringEnumMemberName("storageUnreachable")]
    StorageUnreachable,
}
