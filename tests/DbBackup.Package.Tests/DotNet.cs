using System.Diagnostics;

namespace DbBackup.Package.Tests;

/// <summary>The <c>dotnet</c> command line.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="arguments">The arguments, separated by spaces.</param>
    /// <param name="packages">The folder into which packages are restored; <see langword="null"/> for the usual one.</param>
    public static async Task<Ended> RunAsync(string folder, string arguments, string? packages = null)
    {
        var start = new ProcessStartInfo("dotnet", arguments.Split(' ')) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;

        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new(process.ExitCode, await output, await error);
    }
}
