using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PostMediaRestore"/>.</summary>
public sealed class PostMediaRestoreContext : MediaRestoreContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PostMediaRestore;
}
