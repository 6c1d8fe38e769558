using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DbBackup.Connectors;

/// <summary>Asks a process to end. .NET only kills, which leaves a program no time to cancel what its server does. On Windows it waits to be killed.</summary>
internal static partial class UnixProcess
{
    private const int SigTerm = 15;

    public static void Terminate(Process process)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
            _ = Kill(process.Id, SigTerm);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
