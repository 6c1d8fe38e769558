namespace DbBackup.Connectors;

/// <summary>Patterns of tables to leave out: <c>table</c> in any schema, or <c>schema.table</c>, with <c>*</c> and <c>?</c>. Case counts, as it does to PostgreSQL.</summary>
internal static class PgPattern
{
    /// <summary>Whether a table belongs to a dump.</summary>
    public static bool IsInScope(SchemaScope scope, string schema, string table) =>
        (scope.Schemas.Count == 0 || scope.Schemas.Contains(schema, StringComparer.Ordinal)) && !scope.Exclude.Any(pattern => Matches(pattern, schema, table));

    /// <summary>Whether a pattern names a table.</summary>
    public static bool Matches(string pattern, string schema, string table) => Wildcards.Match(pattern, pattern.Contains('.') ? $"{schema}.{table}" : table);
}
