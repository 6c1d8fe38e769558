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

    /// <summary>Compares it with another reading.</summary>
    /// <exception cref="BackupException">A statement is not the same in both.</exception>
    public void RequireSame(MySqlSchema other, MySqlConnectionSettings settings)
    {
        // Where numbers stand changes with every row.
        var (ours, theirs) = (Definitions(this), Definitions(other));
        if (ours.Except(theirs).Concat(theirs.Except(ours)).FirstOrDefault() is { } changed)
            throw new BackupException(
                $"Database {settings.Database}: definitions changed during the backup ({changed.Kind.ToLowerInvariant()} {MySqlName.Quote(changed.Name)}). Run it again when nobody changes definitions.");

        static List<MySqlStatement> Definitions(MySqlSchema schema) => [.. schema.Statements.Where(s => s.Phase is not MySqlPhase.State && s.Kind is not MySqlStatement.Session)];
    }
}
