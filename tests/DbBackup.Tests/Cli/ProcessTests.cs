using System.Diagnostics;
using System.Text.Json;

namespace DbBackup.Tests.Cli;

/// <summary>The tool as a process of its own: streams, exit codes and signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
        File.WriteAllText(_folder["dbbackup.json"], """{ "Cleanup": { "Keep": 3 } }""");
        using var tool = Start("list", ("DBBACKUP_Cleanup__Kep", "1"));
        Assert.Equal(2, await EndAsync(tool));
        Assert.Contains(
            "error: environment variable DBBACKUP_Cleanup__Kep: 'Cleanup:Kep' is not a known key; did you mean 'Keep'?",
            await tool.StandardError.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_SIGTERM_ends_a_run_in_good_order()
    {
        await MakeSlowMediaAsync();
        using var tool = Start("media-backup --json");
        await UntilItWritesAsync(tool);

        using (var kill = Process.Start("kill", ["-TERM", $"{tool.Id}"]))
            await kill.WaitForExitAsync(Token);

        Assert.Equal(130, await EndAsync(tool));
        using var document = JsonDocument.Parse(await tool.StandardOutput.ReadToEndAsync(Token));
        Assert.Equal("cancelled", document.RootElement.GetProperty("outcome").GetString());
        Assert.EndsWith(".failed-run.json", Assert.Single(Directory.GetFiles(_folder["backups"])), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task MakeSlowMediaAsync()
    {
        Directory.CreateDirectory(_folder["media"]);
        var noise = new byte[64 << 20];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(_folder["media/noise"], noise, Token);
        File.WriteAllText(_folder["dbbackup.json"], """{ "Media": { "Path": "media" }, "Compression": { "Level": 19 } }""");
    }

    private async Task UntilItWritesAsync(Process tool)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20, Token))
        {
            if (Directory.Exists(_folder["backups"]) && Directory.GetFiles(_folder["backups"], ".*.zst.*.tmp").Length > 0)
                return;
            Assert.False(tool.HasExited, "The run ended before it could be stopped.");
            Assert.True(waited.Elapsed < Patience, "The run never began to write.");
        }
    }

    private Process Start(string args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DbBackup.Tool.dll"), .. args.Split(' ')])
        {
            WorkingDirectory = _folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
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
