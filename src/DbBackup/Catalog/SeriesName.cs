using System.Security.Cryptography;
using System.Text;

namespace DbBackup.Catalog;

/// <summary>The names of what a storage holds of a series as a whole: of one database of one server, or of one server's media.</summary>
internal static class SeriesName
{
    private const int LongestPart = 20;
    private const int DigitsOfIdentity = 12;

    /// <summary>Appended to a series' name. None of these objects is a backup, and no backup depends on them.</summary>
    public const string FailedRun = ".failed-run.json", LastDrill = ".last-drill.json";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> Suffixes = [FailedRun, LastDrill];

    /// <summary>The name of a series: readable, and another one for every other series, though names are shortened and made fit for files.</summary>
    /// <param name="kind">A database or media.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="database">The database's key; <see langword="null"/> for media.</param>
    public static string Of(BackupKind kind, string server, string? database)
    {
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{server}\n{database}"));
        return $"{Readable(database ?? "media")}-{Readable(server)}-{Convert.ToHexStringLower(identity)[..DigitsOfIdentity]}";
    }

    /// <summary>Whether a name is that of such an object.</summary>
    public static bool IsName(string name) => Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static string Readable(string name)
    {
        var fit = FilenameTemplate.Fit(name);
        return fit.Length <= LongestPart ? fit : fit[..LongestPart];
    }
}
