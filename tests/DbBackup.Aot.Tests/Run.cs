using System.Diagnostics;

namespace DbBackup.Aot.Tests;

/// <summary>A process that is under way.</summary>
public sealed class Run(Process process) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Task<string> _output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    private readonly Task<string> _error = process.StandardError.ReadToEndAsync(CancellationToken.None);

    public bool HasEnded => process.HasExited;

    public async Task<Ended> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, await _output, await _error);
    }

    /// <summary>Sends SIGTERM: <c>kill</c> is built into every shell.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start(new ProcessStartInfo("sh", ["-c", $"kill -TERM {process.Id}"]))!;
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends SIGKILL.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
