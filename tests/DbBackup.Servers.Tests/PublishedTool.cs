namespace DbBackup.Servers.Tests;

/// <summary>The tool, compiled ahead of time, in the folder where the NativeAOT tests publish it, too: the second time costs little.</summary>
public sealed class PublishedTool : IAsyncLifetime
{
    private static readonly string Root = Repository.Root;
    private static readonly string Artifacts = Path.Combine(Root, "artifacts", "aot");

    private readonly string _file = Path.Combine(Artifacts, "publish/DbBackup.Tool/release_linux-x64/dbbackup");

    public async ValueTask InitializeAsync() => (await Processes.RunAsync(
        "dotnet",
        [
            "publish", Path.Combine(Root, "src/DbBackup.Tool"), "--configuration", "Release", "--runtime", "linux-x64", "--artifacts-path", Artifacts, "--nologo", "-m:2", "-tl:off", "-v:minimal",
            "-nodeReuse:false", "-p:TreatWarningsAsErrors=true", "-p:ILLinkTreatWarningsAsErrors=true", "-p:IlcTreatWarningsAsErrors=true",
            "-p:TrimmerSingleWarn=false", "-p:SuppressTrimAnalysisWarnings=false",
        ],
        token: TestContext.Current.CancellationToken)).Succeeded();

    /// <summary>Runs it without one variable, and so without a PATH.</summary>
    public async Task<Ended> RunAloneAsync(string folder, params string[] arguments) => await Processes.RunAsync(
        "/usr/bin/env", ["-i", _file, .. arguments], folder: folder, token: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => default;
}
