using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>What a storage holds of a series as a whole, appended to <see cref="Series.Name"/>. None of it is a backup, and no backup depends on it.</summary>
internal static class SeriesObject
{
    /// <summary>The records for <c>health</c>.</summary>
    public const string FailedRun = ".failed-run.json", LastDrill = ".last-drill.json";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> Suffixes = [FailedRun, LastDrill, LeaseClaims.Suffix];

    /// <summary>Whether a name is that of such an object.</summary>
    public static bool IsName(string name) => Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
