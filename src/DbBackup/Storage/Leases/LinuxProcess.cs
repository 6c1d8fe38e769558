using System.Globalization;
using System.Runtime.InteropServices;

namespace DbBackup.Storage;

/// <summary>What Linux says of processes. Elsewhere nothing is known.</summary>
internal static partial class LinuxProcess
{
    private const int NoSuchProcess = 3; // ESRCH

    /// <summary>An id of this machine's start.</summary>
    public static string? Boot { get; } = Read(() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());

    /// <summary>Within what ids of processes count: a container has its own.</summary>
    public static string? PidNamespace { get; } = Read(() => new FileInfo("/proc/self/ns/pid").LinkTarget);

    /// <summary>When a process was started, in ticks since the boot; <see langword="null"/> when nobody says.</summary>
    public static long? StartTimeOf(int process) => Status(process)?.StartTime;

    /// <summary>Whether a process has ended. One that belongs to somebody else, and cannot be looked at, has not.</summary>
    public static bool HasEnded(int process, long startTime)
    {
        // Not /proc alone: it may hide what belongs to others.
        if (Kill(process, 0) != 0)
            return Marshal.GetLastPInvokeError() == NoSuchProcess;
        // The first thread of a process that is killed has ended before the others, which may be in the middle of a call yet.
        return Status(process) is { } status && (status.StartTime != startTime || (status.State is 'Z' or 'X' && status.Threads <= 1));
    }

    // proc(5): what follows the name, which is in parentheses and may hold any character, are the state, field 3, and the others.
    private static (char State, int Threads, long StartTime)? Status(int process)
    {
        const int ThreadsAfterState = 17, StartTimeAfterState = 19;
        var fields = Read(() => File.ReadAllText($"/proc/{process}/stat")) is { } text && text.LastIndexOf(')') is > 0 and var name ? text[(name + 2)..].Split(' ') : [];
        return fields.Length > StartTimeAfterState
            && int.TryParse(fields[ThreadsAfterState], CultureInfo.InvariantCulture, out var threads) && long.TryParse(fields[StartTimeAfterState], CultureInfo.InvariantCulture, out var start)
            ? (fields[0][0], threads, start) : null;
    }

    private static string? Read(Func<string?> read)
    {
        try
        {
            return OperatingSystem.IsLinux() ? read() : null;
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
