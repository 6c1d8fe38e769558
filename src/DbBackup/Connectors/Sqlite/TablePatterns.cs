using System.Text.RegularExpressions;

namespace DbBackup.Connectors;

/// <summary>Names and patterns (<c>audit_*</c>) of tables to leave out, matched without regard to case as SQLite does.</summary>
internal static class TablePatterns
{
    /// <summary>The tables that a dump leaves out.</summary>
    /// <exception cref="BackupException">A pattern matches no table.</exception>
    public static HashSet<string> Match(IReadOnlyList<string> patterns, IReadOnlyCollection<string> tables, string database)
    {
        var matched = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pattern in patterns)
        {
            var hits = tables.Where(table => Matches(pattern, table) || Matches(pattern, SqlName.Qualified(table))).ToList();
            if (hits.Count == 0)
                throw new BackupException(
                    $"Database {database}: no table matches '{pattern}', which is to be left out. " +
                    "Correct the name or remove it.");
            matched.UnionWith(hits);
        }
        return matched;
    }

    private static bool Matches(string pattern, string table) =>
        Regex.IsMatch(
            table,
            $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
}
