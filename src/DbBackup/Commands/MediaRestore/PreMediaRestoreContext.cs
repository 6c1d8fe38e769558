using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PreMediaRestore"/>.</summary>
public sealed class PreMediaRestoreContext : MediaRestoreContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PreMediaRestore;
}
