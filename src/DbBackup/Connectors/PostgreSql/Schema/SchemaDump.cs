namespace DbBackup.Connectors;

/// <summary>All that makes the schema again, in the order in which it runs, and the tables whose rows belong to it.</summary>
/// <param name="Statements">The statements; those of one phase together, the phases in their order.</param>
/// <param name="Tables">Tables with rows to carry: ordinary ones, partitions, and an extension's configuration tables.</param>
/// <param name="Sequences">Sequences with their state.</param>
/// <param name="Requirements">What the target must have before anything is restored.</param>
internal sealed record SchemaDump(
    IReadOnlyList<SchemaStatement> Statements,
    IReadOnlyList<TableSource> Tables,
    IReadOnlyList<SequenceState> Sequences,
    SchemaRequirements Requirements)
{
    /// <summary>The program that wrote the statements, as <c>pg_dump 18</c>; <see langword="null"/> when they were written in process.</summary>
    public string? Program { get; init; }

    /// <summary>What that program does not carry.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];
}
