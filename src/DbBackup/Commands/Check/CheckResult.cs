namespace DbBackup.Commands;

/// <summary>Everything that was checked.</summary>
/// <param name="Findings">In the order of the checks.</param>
public sealed record CheckResult(IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>Whether every check passed.</summary>
    public bool Passed => Findings.All(f => f.Passed);
}
