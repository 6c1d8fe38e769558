namespace DbBackup.Storage;

/// <summary>The process that claims a lease.</summary>
/// <param name="Host">The machine's name, for people.</param>
/// <param name="ProcessId">Its id.</param>
/// <param name="Boot">The machine and its start: the kernel's boot id. <see langword="null"/> where there is none (not Linux).</param>
/// <param name="PidNamespace">Within what its id counts.</param>
/// <param name="StartTime">When it was started, in ticks since the boot: ids are used again.</param>
internal sealed record LeaseOwner(string Host, int ProcessId, string? Boot, string? PidNamespace, long? StartTime)
{
    /// <summary>This process.</summary>
    public static LeaseOwner Current { get; } = new(
        Environment.MachineName, Environment.ProcessId, LinuxProcess.Boot, LinuxProcess.PidNamespace, LinuxProcess.StartTimeOf(Environment.ProcessId));

    /// <summary>Whether it is known to have ended: only of a process of this machine can anybody say so.</summary>
    public bool HasEnded() =>
        Boot is not null && Boot == Current.Boot && PidNamespace is not null && PidNamespace == Current.PidNamespace && StartTime is { } start
        && LinuxProcess.HasEnded(ProcessId, start);

    /// <summary>For messages.</summary>
    public override string ToString() => $"process {ProcessId} on {Host}";
}
