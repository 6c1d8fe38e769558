using DbBackup.Catalog;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.DrillSucceeded"/>.</summary>
public sealed class DrillSucceededContext : DrillContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.DrillSucceeded;

    /// <summary>The backup's name in the storage.</summary>
    public required string Filename { get; init; }

    /// <summary>The backup that was restored.</summary>
    public required BackupManifest Backup { get; init; }
}
