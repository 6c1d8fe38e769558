using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.PostMediaBackup"/>.</summary>
public sealed class PostMediaBackupContext : MediaBackupContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.PostMediaBackup;

    /// <summary>The backup's name in the storage.</summary>
    public required string Filename { get; init; }
}
