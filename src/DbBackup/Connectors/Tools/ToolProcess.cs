using System.ComponentModel;
using System.Diagnostics;

namespace DbBackup.Connectors;

/// <summary>
/// Runs a database's own program with its streams piped, never a temporary file between. Its arguments can be seen by everybody on the
/// machine, so nothing secret is among them, nor in its environment.
/// </summary>
internal static class ToolProcess
{
    private const int LastErrors = 8, LongestError = 500;

    /// <summary>How long a program may take to end after it was asked to; it then still cancels what it has the server do.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments; no secret among them.</param>
    /// <param name="environment">What is set beside what <see cref="ToolEnvironment"/> passes on; <see langword="null"/> takes a variable away.</param>
    /// <param name="feed">Writes its standard input.</param>
    /// <param name="drain">Reads its standard output to the end.</param>
    /// <param name="token">Ends the program.</param>
    /// <exception cref="BackupException">The program cannot be started.</exception>
    public static async Task<ToolResult> RunAsync(
        ToolProgram program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment,
        Func<Stream, CancellationToken, Task> feed, Func<Stream, CancellationToken, Task> drain, CancellationToken token)
    {
        using var process = Start(program, arguments, environment);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var errors = ReadErrorsAsync(process.StandardError);
        Task[] work =
        [
            FeedAsync(process, feed, stop.Token),
            drain(process.StandardOutput.BaseStream, stop.Token),
        ];
        try
        {
            await foreach (var ended in Task.WhenEach(work).WithCancellation(token).ConfigureAwait(false))
                await ended.ConfigureAwait(false);
            await process.WaitForExitAsync(token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await EndAsync(process).ConfigureAwait(false);
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        return new(process.ExitCode, await errors.ConfigureAwait(false));
    }

    private static Process Start(ToolProgram program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program.Path, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        ToolEnvironment.Restrict(start.Environment);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new BackupException($"{program.Path} cannot be started: {e.Message.TrimEnd('.')}. Check that it may be executed.", e);
        }
    }

    // A program that failed needs no more of its input: what it said counts.
    private static async Task FeedAsync(Process process, Func<Stream, CancellationToken, Task> feed, CancellationToken token)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(token);
        var watch = WatchAsync(process, failed);
        try
        {
            await using var input = new ToolInput(process.StandardInput.BaseStream);
            await feed(input, failed.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // The exit code is looked at next.
        }
        await watch.ConfigureAwait(false);
    }

    private static async Task WatchAsync(Process process, CancellationTokenSource failed)
    {
        await process.WaitForExitAsync(failed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.HasExited && process.ExitCode != 0)
            await failed.CancelAsync().ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<string>> ReadErrorsAsync(StreamReader reader)
    {
        var lines = new Queue<string>();
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            lines.Enqueue(line.Length <= LongestError ? line : line[..LongestError] + "…");
            if (lines.Count > LastErrors)
                lines.Dequeue();
        }
        return [.. lines];
    }

    private static async Task EndAsync(Process process)
    {
        UnixProcess.Terminate(process);
        using var grace = new CancellationTokenSource(Grace);
        await process.WaitForExitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.HasExited)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
