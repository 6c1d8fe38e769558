namespace DbBackup.Commands;

/// <summary>What became of each backup.</summary>
/// <param name="Backups">In the order of the verifications.</param>
public sealed record VerifyResult(IReadOnlyList<VerifiedBackup> Backups)
{
    /// <summary>Throws the first failure when not every backup passed.</summary>
    /// <exception cref="BackupException">A backup did not pass.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void EnsureSucceeded()
    {
        foreach (var backup in Backups)
            backup.EnsureSucceeded();
    }
}
