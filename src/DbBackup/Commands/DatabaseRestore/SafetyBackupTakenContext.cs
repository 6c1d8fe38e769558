using DbBackup.Catalog;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.SafetyBackupTaken"/>, which comes between <see cref="Signal.PreRestore"/> and the restore's last signal.</summary>
public sealed class SafetyBackupTakenContext : DatabaseRestoreContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.SafetyBackupTaken;

    /// <summary>The backup of what is about to be replaced: committed, read back and pinned, in the configured storage.</summary>
    public required BackupManifest SafetyBackup { get; init; }
}
