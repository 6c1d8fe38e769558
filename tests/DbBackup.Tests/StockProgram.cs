using System.Diagnostics;

namespace DbBackup.Tests;

/// <summary>A program that is not of this project.</summary>
internal static class StockProgram
{
    /// <summary>Runs it to its end, which must be a good one.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} said: {error}");
    }
}
