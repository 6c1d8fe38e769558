using System.Text.RegularExpressions;

namespace DbBackup.Connectors;

/// <summary>Patterns of names with <c>*</c> for any characters and <c>?</c> for one.</summary>
internal static class Wildcards
{
    /// <summary>Whether all of a name is what the pattern says.</summary>
    public static bool Match(string pattern, string name, bool ignoresCase = false) => Regex.IsMatch(
        name,
        $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None));
}
