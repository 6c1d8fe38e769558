using System.Diagnostics;
using DbBackup.Aot.Tests;

[assembly: AssemblyFixture(typeof(PublishedPrograms))]

namespace DbBackup.Aot.Tests;

/// <summary>Both programs, compiled ahead of time, once for all tests. Every warning about trimming or AOT is an error.</summary>
public sealed class PublishedPrograms : IAsyncLifetime
{
    private static readonly string Root = RepositoryRoot();

    // Apart from the usual output, so that a build of one kind never meets the restore of another.
    private static readonly string Artifacts = Path.Combine(Root, "artifacts", "aot");

    public Program Quickstart { get; private set; } = null!;

    public Program Tool { get; private set; } = null!;

    /// <summary>What the publishing printed.</summary>
    public string Log { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await PublishAsync("samples/Quickstart");
        await PublishAsync("src/DbBackup.Tool");
        Quickstart = new(Path.Combine(Artifacts, "publish/Quickstart/release_linux-x64/quickstart"));
        Tool = new(Path.Combine(Artifacts, "publish/DbBackup.Tool/release_linux-x64/dbbackup"));
    }

    public ValueTask DisposeAsync() => default;

    private async Task PublishAsync(string project)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Root, project), "--configuration", "Release", "--runtime", "linux-x64", "--artifacts-path", Artifacts, "--nologo", "-m:2", "-tl:off", "-v:minimal",
            "-nodeReuse:false", "-p:TreatWarningsAsErrors=true", "-p:ILLinkTreatWarningsAsErrors=true", "-p:IlcTreatWarningsAsErrors=true",
            "-p:TrimmerSingleWarn=false", "-p:SuppressTrimAnalysisWarnings=false",
        ])
        { RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var log = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, $"{project} cannot be published:\n{log}");
        Log += log;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DbBackup.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"There is no DbBackup.sln above {AppContext.BaseDirectory}.");
    }
}
