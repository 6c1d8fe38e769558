using DbBackup.Catalog;

namespace DbBackup.Commands;

/// <summary>What a restore is about to do, for the question before it.</summary>
/// <param name="Backup">The backup.</param>
/// <param name="Target">What will be replaced, in words: <c>database default (shop.db)</c>.</param>
public sealed record RestorePlan(BackupManifest Backup, string Target)
{
    /// <summary>Whether what is replaced is backed up first.</summary>
    public bool TakesSafetyBackup { get; init; }
}
