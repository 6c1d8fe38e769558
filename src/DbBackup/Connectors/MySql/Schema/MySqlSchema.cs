namespace DbBackup.Connectors;

/// <summary>All that makes the schema of a database again, and the tables whose rows belong to it.</summary>
internal sealed record MySqlSchema
{
    /// <summary>The database's character set.</summary>
    public required string CharacterSet { get; init; }

    /// <summary>The database's collation.</summary>
    public required string Collation { get; init; }

    /// <summary>The statements; those of one phase together, the phases in their order.</summary>
    public required IReadOnlyList<MySqlStatement> Statements { get; init; }

    /// <summary>The tables with rows.</summary>
    public required IReadOnlyList<MySqlTable> Tables { get; init; }

    /// <summary>What a target must have: storage engines.</summary>
    public required IReadOnlyList<string> Engines { get; init; }

    /// <summary>What cannot be carried, one sentence each.</summary>
    public required IReadOnlyList<string> Refusals { get; init; }

    /// <summary>Tables whose history is left behind.</summary>
    public required IReadOnlyList<string> WithoutHistory { get; init; }

    /// <summary>The first statement that another reading does not have in the same way; <see langword="null"/> when both are the same.</summary>
    public string? DifferenceTo(MySqlSchema other)
    {
        // Where numbers stand changes with every row.
        var (ours, theirs) = (Definitions(this), Definitions(other));
        var differing = ours.Except(theirs).Concat(theirs.Except(ours)).FirstOrDefault();
        return differing is null ? null : $"{differing.Kind.ToLowerInvariant()} {MySqlName.Quote(differing.Name)}";

        static List<MySqlStatement> Definitions(MySqlSchema schema) => [.. schema.Statements.Where(s => s.Phase is not MySqlPhase.State && s.Kind is not MySqlStatement.Session)];
    }
}
