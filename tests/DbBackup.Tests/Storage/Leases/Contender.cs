using System.Diagnostics;

namespace DbBackup.Tests.Storage;

/// <summary>A real process that wants the lease of a folder.</summary>
internal sealed class Contender : IDisposable
{
    private readonly Process _process;

    public Contender(string folder, string duration) => _process = Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "DbBackup.LeaseContender.dll"), folder, duration]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    public int ProcessId => _process.Id;

    /// <summary>Waits until it is inside.</summary>
    public async Task EnteredAsync() => Assert.Equal("entered", await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

    /// <summary>Ends it as the kernel ends a process that needs too much memory.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What it wrote, a line each.</returns>
    public async Task<string[]> EndAsync()
    {
        var error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
