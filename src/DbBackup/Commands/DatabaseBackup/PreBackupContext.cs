using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PreBackup"/>.</summary>
public sealed class PreBackupContext : DatabaseBackupContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PreBackup;
}
