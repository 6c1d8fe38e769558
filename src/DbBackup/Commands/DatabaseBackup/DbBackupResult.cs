namespace DbBackup.Commands;

/// <summary>What became of each database, in the order of the runs.</summary>
/// <param name="Databases">One element a database.</param>
/// <param name="Cleanup">The clean-up that followed, or <see langword="null"/>.</param>
public sealed record DbBackupResult(IReadOnlyList<DatabaseBackupResult> Databases, CleanupResult? Cleanup)
{
    /// <summary>Throws the first failure when not every database was backed up.</summary>
    /// <exception cref="BackupException">A run failed, was vetoed or found a lock.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void EnsureSucceeded()
    {
        foreach (var database in Databases)
            database.EnsureSucceeded();
        Cleanup?.EnsureSucceeded();
    }
}
