namespace DbBackup.Servers.Tests;

/// <summary>The tool, compiled ahead of time, in the folder where the NativeAOT tests publish it, too: the second time costs little.</summary>
public sealed class PublishedTool : IAsyncLifetime
{
    private static readonly string Root = Repository.Root;
    private static readonly string Artifacts = Path.Combine(Root, "artifacts", "aot");

    // Once for all classes: two that publish into one folder at a time would get in each other's way.
    private static readonly Lazy<Task<Ended>> Published = new(PublishAsync);

    private readonly string _file = Path.Combine(Artifacts, "publish/DbBackup.Tool/release_linux-x64/dbbackup");

    private static string Strace
    {
        get
        {
            const string strace = "/usr/bin/strace";
            Assert.True(File.Exists(strace), "There is no strace here: apt-get install strace.");
            return strace;
        }
    }

    /// <summary>Runs it and kills it before one of its system calls.</summary>
    /// <param name="call">The call, as <c>strace</c> names it.</param>
    /// <param name="at">The number of the call in its thread.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>Whether it got that far; otherwise it has ended well.</returns>
    public async Task<bool> KillAsync(string call, int at, params IEnumerable<string> arguments)
    {
        const int killed = 128 + 9;
        var end = await Processes.RunAsync(
            Strace, ["-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=SIGKILL:when={at}", _file, .. arguments],
            token: TestContext.Current.CancellationToken);
        if (end.ExitCode != killed)
            end.Succeeded();
        return end.ExitCode == killed;
    }

    public async ValueTask InitializeAsync() => (await Published.Value).Succeeded();

    private static Task<Ended> PublishAsync() => Processes.RunAsync(
        "dotnet",
        [
            "publish", Path.Combine(Root, "src/DbBackup.Tool"), "--configuration", "Release", "--runtime", "linux-x64", "--artifacts-path", Artifacts, "--nologo", "-m:2", "-tl:off", "-v:minimal",
            "-nodeReuse:false", "-p:TreatWarningsAsErrors=true", "-p:ILLinkTreatWarningsAsErrors=true", "-p:IlcTreatWarningsAsErrors=true",
            "-p:TrimmerSingleWarn=false", "-p:SuppressTrimAnalysisWarnings=false",
        ]);

    /// <summary>Runs it without one variable, and so without a PATH.</summary>
    public async Task<Ended> RunAloneAsync(string folder, params string[] arguments) => await Processes.RunAsync(
        "/usr/bin/env", ["-i", _file, .. arguments], folder: folder, token: TestContext.Current.CancellationToken);

    /// <summary>
    /// Runs it under <c>strace</c>, which writes down each program that is started, with its arguments and variables, and each byte that any of
    /// them writes: to a file, a pipe or a server.
    /// </summary>
    /// <returns>How it ended, and all that but for its own start.</returns>
    public async Task<(Ended End, IReadOnlyList<string> Trace)> TraceAsync(string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var log = Path.Combine(folder, "trace");
        var end = await Processes.RunAsync(
            Strace, ["-f", "-y", "-v", "-s", "10000000", "--seccomp-bpf", "-o", log, "-e", "trace=execve,write,pwrite64,writev,pwritev,sendto,sendmsg", _file, .. arguments],
            environment, folder, TestContext.Current.CancellationToken);
        return (end, [.. (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Where(line => !line.Contains($"execve(\"{_file}\"", StringComparison.Ordinal))]);
    }

    public ValueTask DisposeAsync() => default;
}
