using System.Diagnostics;

namespace DbBackup.Tests.Cli;

/// <summary>The tool as a process of its own: streams, exit codes.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("dbbackup-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_version_is_one_line()
    {
        using var tool = Start("--version");
        Assert.Equal((0, ""), (await EndAsync(tool), await tool.StandardError.ReadToEndAsync(Token)));
        Assert.Matches(@"^\S+ \d+\.\d+\.\d+\s*$", await tool.StandardOutput.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_pipe_answers_no_question()
    {
        using var tool = Start("restore");
        await tool.StandardInput.WriteLineAsync("y");
        Assert.Equal(2, await EndAsync(tool));
        Assert.Contains("--yes", await tool.StandardError.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_the_current_folder_and_the_environment_are_read()
    {
        File.WriteAllText(Path.Combine(_folder, "dbbackup.json"), """{ "Cleanup": { "Keep": 3 } }""");
        using var tool = Start("list", ("DBBACKUP_Cleanup__Kep", "1"));
        Assert.Equal(2, await EndAsync(tool));
        Assert.Contains(
            "error: environment variable DBBACKUP_Cleanup__Kep: 'Cleanup:Kep' is not a known key; did you mean 'Keep'?",
            await tool.StandardError.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Process Start(string args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DbBackup.Tool.dll"), .. args.Split(' ')])
        {
            WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<int> EndAsync(Process tool)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        await tool.WaitForExitAsync(patience.Token);
        return tool.ExitCode;
    }
}
