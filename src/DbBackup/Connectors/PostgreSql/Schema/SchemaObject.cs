namespace DbBackup.Connectors;

/// <summary>One object of the database, and the statements that make it again.</summary>
internal sealed class SchemaObject
{
    /// <summary>The object.</summary>
    public required CatalogId Id { get; init; }

    /// <summary>Others that come and go with it and stand for it in <c>pg_depend</c>: a table's row type, a constraint's index.</summary>
    public IReadOnlyList<CatalogId> Aliases { get; init; } = [];

    /// <summary>The kind, as <c>COMMENT ON</c> spells it.</summary>
    public required string Kind { get; init; }

    /// <summary>The schema, unquoted; <see langword="null"/> for what is in none.</summary>
    public string? Schema { get; init; }

    /// <summary>The name, unquoted, by which equals are sorted.</summary>
    public required string Name { get; init; }

    /// <summary>Qualified and quoted as in <c>COMMENT ON kind identity</c>, with arguments or <c>ON table</c> where the kind has them.</summary>
    public required string Identity { get; init; }

    /// <summary>When its definition runs.</summary>
    public SchemaPhase Phase { get; init; }

    /// <summary>
    /// A first, lesser definition that breaks a circle of dependencies (a shell type, a view of nulls); it needs nothing but the schema.
    /// <see cref="Statements"/> then completes it.
    /// </summary>
    public IReadOnlyList<SchemaStatement> Forward { get; init; } = [];

    /// <summary>Takes the place of the definition after <see cref="Forward"/> has run; <see langword="null"/> when it is the same.</summary>
    public IReadOnlyList<SchemaStatement>? AfterForward { get; init; }

    /// <summary>Its statements in their order: the definition, then the owner, comments, labels and privileges.</summary>
    public List<SchemaStatement> Statements { get; } = [];

    /// <summary>
    /// Objects of their own whose definition is part of this one's statement: a check in <c>CREATE TABLE</c>. What they need, it needs.
    /// </summary>
    public List<CatalogId> Includes { get; } = [];

    /// <summary>What <see cref="Forward"/> needs besides the schema.</summary>
    public IReadOnlyList<CatalogId> ForwardNeeds { get; init; } = [];

    /// <summary>Columns that <see cref="Forward"/> does not make yet, by number. What needs one of them waits for the whole definition.</summary>
    public IReadOnlyList<int> ForwardLacks { get; init; } = [];

    /// <summary>What must come before it though <c>pg_depend</c> does not say so: an inherited table's parent, an extension.</summary>
    public List<CatalogId> Needs { get; } = [];

    /// <summary>A statement about this object.</summary>
    public SchemaStatement Statement(string sql, string? drop = null, SchemaPhase? phase = null, IReadOnlyList<string>? locks = null, string? table = null) => new()
    {
        Kind = Kind,
        Schema = Schema,
        Identity = Identity,
        Phase = phase ?? Phase,
        Sql = sql,
        Drop = drop,
        Locks = locks ?? [],
        Table = table,
    };

    /// <summary>Adds a statement to its definition.</summary>
    public void Append(string sql, string? drop = null, SchemaPhase? phase = null, IReadOnlyList<string>? locks = null, string? table = null) =>
        Statements.Add(Statement(sql, drop, phase, locks, table));
}
