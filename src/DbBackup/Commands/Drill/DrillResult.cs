namespace DbBackup.Commands;

/// <summary>What became of each drill, in the order of the runs.</summary>
/// <param name="Drills">One element a database, and one for the media folder.</param>
public sealed record DrillResult(IReadOnlyList<DrilledBackup> Drills)
{
    /// <summary>Throws the first failure when not every drill succeeded.</summary>
    /// <exception cref="BackupException">A drill failed.</exception>
    /// <exception cref="OperationCanceledException">A drill was cancelled.</exception>
    public void EnsureSucceeded()
    {
        foreach (var drill in Drills)
            drill.EnsureSucceeded();
    }
}
