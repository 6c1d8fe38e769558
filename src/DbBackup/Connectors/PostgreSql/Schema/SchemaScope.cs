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
}
