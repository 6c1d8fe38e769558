namespace DbBackup.Catalog;

/// <summary>The names of what may lie beside a manifest. None of it is a backup, and no backup depends on it.</summary>
internal static class Sidecar
{
    /// <summary>Appended to a backup's name. None is longer than that of the manifest, so that every backup can have all of them.</summary>
    public const string Verified = ".verified.json", Drilled = ".drilled.json", Unpinned = ".unpinned.json", Unfinished = ".unfinished";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> Suffixes = [Verified, Drilled, Unpinned, Unfinished];

    /// <summary>Whether a name is one of them. A backup of such a name would be taken for another one's record, and deleted with it.</summary>
    public static bool IsName(string name) => Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The suffix of a record.</summary>
    public static string SuffixOf(ProofKind kind) => kind is ProofKind.Verification ? Verified : Drilled;
}
