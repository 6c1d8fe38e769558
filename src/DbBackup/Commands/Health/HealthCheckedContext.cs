using DbBackup.Signals;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>The arguments of <see cref="Signal.HealthChecked"/>.</summary>
public sealed class HealthCheckedContext : SignalContext
{
    /// <inheritdoc/>
    public override Signal Signal => Signal.HealthChecked;

    /// <summary>The command that sends.</summary>
    public required HealthCommand Sender { get; init; }

    /// <summary>The server whose backups were looked at.</summary>
    public required string ServerName { get; init; }

    /// <summary>Where the backups are.</summary>
    public required IBackupStorage Storage { get; init; }

    /// <summary>What was looked at, and what was found.</summary>
    public required IReadOnlyList<SubjectHealth> Subjects { get; init; }

    /// <summary>All that is wrong; empty when all is well.</summary>
    public required IReadOnlyList<HealthProblem> Problems { get; init; }
}
