using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PreMediaBackup"/>.</summary>
public sealed class PreMediaBackupContext : MediaBackupContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PreMediaBackup;
}
