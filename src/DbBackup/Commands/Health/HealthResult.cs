namespace DbBackup.Commands;

/// <summary>What a check of health found. It has succeeded when all is well.</summary>
public sealed record HealthResult : RunResult
{
    /// <summary>The storage first, then the databases, then media.</summary>
    public required IReadOnlyList<SubjectHealth> Subjects { get; init; }

    /// <summary>All that is wrong.</summary>
    public IEnumerable<HealthProblem> Problems => Subjects.SelectMany(s => s.Problems);
}
