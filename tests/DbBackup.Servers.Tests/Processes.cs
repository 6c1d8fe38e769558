using System.Diagnostics;

namespace DbBackup.Servers.Tests;

/// <summary>Runs programs to their end.</summary>
internal static class Processes
{
    public static async Task<Ended> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, CancellationToken token = default)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new(process.ExitCode, await output, await error);
    }

    public static async Task<Ended> ShellAsync(string script, CancellationToken token = default) =>
        await RunAsync("bash", ["-c", $"set -euo pipefail; {script}"], token: token);
}
