using System.Diagnostics;

namespace DbBackup.Tests.Storage;

/// <summary>A real second process (flock of util-linux) that holds a file as a second run would.</summary>
internal sealed class HoldingProcess : IDisposable
{
    private readonly Process _process;

    private HoldingProcess(Process process) => _process = process;

    /// <exception cref="InvalidOperationException">Somebody else holds the file.</exception>
    public static async Task<HoldingProcess> StartAsync(string kind, string path)
    {
        // --no-fork: the shell and then cat are the process that holds the file, so that killing it is the end of all of it.
        var start = new ProcessStartInfo("flock", [kind, "--nonblock", "--no-fork", path, "sh", "-c", "echo held; exec cat"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var holding = new HoldingProcess(Process.Start(start)!);
        if (await holding._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) == "held")
            return holding;
        holding.Dispose();
        throw new InvalidOperationException($"{path} is held.");
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
