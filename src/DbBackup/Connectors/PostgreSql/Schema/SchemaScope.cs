namespace DbBackup.Connectors;

/// <summary>What of a database a dump is to hold.</summary>
/// <param name="Schemas">Only these schemas, by name; all when there are none.</param>
/// <param name="Exclude">Tables to leave out, as <c>schema.table</c> with <c>*</c> and <c>?</c>.</param>
internal sealed record SchemaScope(IReadOnlyList<string> Schemas, IReadOnlyList<string> Exclude)
{
    /// <summary>All of it.</summary>
    public static SchemaScope Everything { get; } = new([], []);

    /// <summary>Whether something may be left out.</summary>
    public bool IsPartial => Schemas.Count > 0 || Exclude.Count > 0;

    /// <summary>Holds every name against what there is.</summary>
    /// <param name="schemas">The schemas that there are.</param>
    /// <param name="tables">The tables that there are.</param>
    /// <param name="database">The database's key, for messages.</param>
    /// <exception cref="BackupException">A name matches nothing.</exception>
    public void RequireMatches(IReadOnlyCollection<string> schemas, IReadOnlyCollection<(string Schema, string Name)> tables, string database)
    {
        if (Schemas.Except(schemas).FirstOrDefault() is { } schema)
            throw new BackupException($"Database {database}: there is no schema '{schema}'. Correct the name in 'Schemas' or remove it.");
        if (Exclude.FirstOrDefault(pattern => !tables.Any(table => PgPattern.Matches(pattern, table.Schema, table.Name))) is { } idle)
            throw new BackupException($"Database {database}: no table matches '{idle}', which is to be left out. Correct the name or remove it.");
    }
}
