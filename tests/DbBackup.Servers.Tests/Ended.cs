namespace DbBackup.Servers.Tests;

/// <summary>How a process ended.</summary>
public sealed record Ended(int ExitCode, string Output, string Error)
{
    /// <summary>Its output, when it did what it was asked for.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}:\n{Output}\n{Error}");
        return Output;
    }
}
