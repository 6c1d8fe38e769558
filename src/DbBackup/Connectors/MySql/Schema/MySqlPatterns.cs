namespace DbBackup.Connectors;

/// <summary>Names and patterns (<c>audit_*</c>) of tables to leave out. Case counts where it counts to the server.</summary>
/// <param name="patterns">The patterns.</param>
/// <param name="ignoresCase">Whether case does not count.</param>
internal sealed class MySqlPatterns(IReadOnlyList<string> patterns, bool ignoresCase)
{
    /// <summary>The tables that are left out.</summary>
    /// <exception cref="BackupException">A pattern matches no table.</exception>
    public HashSet<string> Match(IReadOnlyCollection<string> tables, string database)
    {
        var matched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            var hits = tables.Where(table => Wildcards.Match(pattern, table, ignoresCase)).ToList();
            if (hits.Count == 0)
                throw new BackupException($"Database {database}: no table matches '{pattern}', which is to be left out. Correct the name or remove it.");
            matched.UnionWith(hits);
        }
        return matched;
    }
}
