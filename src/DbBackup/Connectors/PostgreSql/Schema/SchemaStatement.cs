namespace DbBackup.Connectors;

/// <summary>One statement of a schema, with all that a restore must know of it. No statement is ever taken apart again.</summary>
internal sealed record SchemaStatement
{
    /// <summary>The kind of its object, as <c>COMMENT ON</c> spells it: <c>TABLE</c>, <c>TEXT SEARCH PARSER</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's schema, unquoted; <see langword="null"/> for one that is in none.</summary>
    public string? Schema { get; init; }

    /// <summary>The object, qualified and quoted, as messages and comments name it.</summary>
    public required string Identity { get; init; }

    /// <summary>What it says about the object.</summary>
    public StatementAspect Aspect { get; init; }

    /// <summary>When it runs.</summary>
    public SchemaPhase Phase { get; init; }

    /// <summary>The statement, without a semicolon at its end.</summary>
    public required string Sql { get; init; }

    /// <summary>Removes what the statement made, with <c>IF EXISTS</c>; <see langword="null"/> when it goes with something else.</summary>
    public string? Drop { get; init; }

    /// <summary>Roles that it names, unquoted. They must exist where it runs.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Tables, quoted, on which it takes a lock that keeps other statements of its phase from them.</summary>
    public IReadOnlyList<string> Locks { get; init; } = [];

    /// <summary>
    /// The table that it goes through, quoted: the larger that is, the longer it takes. The first that it locks, unless said; <see langword="null"/> for
    /// what takes no time.
    /// </summary>
    public string? Table
    {
        get => field ?? (Locks.Count > 0 ? Locks[0] : null);
        init;
    }
}
