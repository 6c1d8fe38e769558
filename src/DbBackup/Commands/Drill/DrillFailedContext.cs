using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.DrillFailed"/>.</summary>
public sealed class DrillFailedContext : DrillContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.DrillFailed;

    /// <summary>The backup's name in the storage; <see langword="null"/> when none was found.</summary>
    public string? Filename { get; init; }

    /// <summary>Why the drill failed.</summary>
    public required Exception Exception { get; init; }

    /// <summary>Failed or cancelled.</summary>
    public required RunOutcome Outcome { get; init; }
}
