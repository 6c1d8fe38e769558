using DbBackup.Archives;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>One statement of a schema.</summary>
internal sealed record MySqlStatement
{
    /// <summary>The kind of statements that set up the session for those that follow.</summary>
    public const string Session = "SESSION";

    /// <summary>The kind of its object, as <c>SHOW CREATE</c> spells it.</summary>
    public required string Kind { get; init; }

    /// <summary>The object, unquoted.</summary>
    public required string Name { get; init; }

    /// <summary>When it runs.</summary>
    public required MySqlPhase Phase { get; init; }

    /// <summary>The statement, without a semicolon at its end.</summary>
    public required string Sql { get; init; }

    /// <summary>The account that it names as <c>DEFINER</c>, as it stands there.</summary>
    public string? Definer { get; init; }

    /// <summary>The table that it changes, unquoted.</summary>
    public string? Table { get; init; }

    /// <summary>The same as a backup has it: with the definer, or without where none is wanted in it.</summary>
    public MySqlStatement For(DefinerHandling definer) => definer is DefinerHandling.Strip ? WithDefiner(null) : this;

    /// <summary>The same with the definer that is asked for.</summary>
    public MySqlStatement WithDefiner(string? definer)
    {
        if (Definer is null)
            return this;
        var clause = $"DEFINER={Definer} ";
        var at = Sql.IndexOf(clause, StringComparison.Ordinal);
        return this with { Sql = string.Concat(Sql.AsSpan(0, at), definer is null ? "" : $"DEFINER={definer} ", Sql.AsSpan(at + clause.Length)), Definer = definer };
    }

    /// <summary>For the archive.</summary>
    public NativeStatement ToArchive() => new(
        new() { Kind = Kind, Identity = Name, Aspect = nameof(StatementAspect.Definition), Phase = Phase.ToString(), Roles = Definer is null ? null : [Definer], Locks = Table is null ? null : [Table] },
        Sql);

    /// <summary>From the archive.</summary>
    /// <exception cref="DamagedBackupException">It says something that is not known.</exception>
    public static MySqlStatement FromArchive(NativeStatement statement) => Enum.TryParse<MySqlPhase>(statement.Header.Phase, out var phase)
        ? new() { Kind = statement.Header.Kind, Name = statement.Header.Identity, Phase = phase, Sql = statement.Sql, Definer = statement.Header.Roles?[0], Table = statement.Header.Locks?[0] }
        : throw new DamagedBackupException($"The backup has a statement of the phase '{statement.Header.Phase}', which this version does not know; update DbBackup.");
}
