using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PreRestore"/>.</summary>
public sealed class PreRestoreContext : DatabaseRestoreContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PreRestore;
}
