using System.Text.Json.Serialization;

namespace DbBackup.Catalog;

/// <summary>Why a backup stays or goes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RetentionRule>))]
public enum RetentionRule
{
    /// <summary>No rule is set: everything stays.</summary>
    [JsonStringEnumMemberName("keepAll")]
    KeepAll,

    /// <summary>It is one of the newest.</summary>
    [JsonStringEnumMemberName("keepLast")]
    KeepLast,

    /// <summary>It is not much older than the newest.</summary>
    [JsonStringEnumMemberName("keepWithin")]
    KeepWithin,

    /// <summary>It is the newest of its hour.</summary>
    [JsonStringEnumMemberName("keepHourly")]
    KeepHourly,

    /// <summary>It is the newest of its day.</summary>
    [JsonStringEnumMemberName("keepDaily")]
    KeepDaily,

    /// <summary>It is the newest of its week.</summary>
    [JsonStringEnumMemberName("keepWeekly")]
    KeepWeekly,

    /// <summary>It is the newest of its month.</summary>
    [JsonStringEnumMemberName("keepMonthly")]
    KeepMonthly,

    /// <summary>It is the newest of its year.</summary>
    [JsonStringEnumMemberName("keepYearly")]
    KeepYearly,

    /// <summary>It is the newest good one, which always stays.</summary>
    [JsonStringEnumMemberName("newest")]
    Newest,

    /// <summary>It is pinned. The rules pass it over.</summary>
    [JsonStringEnumMemberName("pinned")]
    Pinned,

    /// <summary>It is dated in the future, so nobody knows how old it is. The rules pass it over.</summary>
    [JsonStringEnumMemberName("future")]
    Future,

    /// <summary>Its last verification or drill failed: it must not count for a good one, and somebody should look at it. The rules pass it over.</summary>
    [JsonStringEnumMemberName("notProven")]
    NotProven,

    /// <summary>The run that cleans up made it.</summary>
    [JsonStringEnumMemberName("justMade")]
    JustMade,

    /// <summary>A rule keeps it, and there is no room for it: it goes.</summary>
    [JsonStringEnumMemberName("maximumSize")]
    MaximumSize,
}
