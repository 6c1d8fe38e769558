using System.Globalization;
using DbBackup.Package.Tests;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace DbBackup.Package.Tests;

/// <summary>All packages, packed once for all tests into a folder that serves as a feed, under a version that no other run has.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Suffix { get; } = $"test.{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}";

    public string Version => $"0.1.0-{Suffix}";

    public string Feed => _folder["feed"];

    /// <summary>Packages are restored into it, so that none of another run is found.</summary>
    public string Restored => _folder["restored"];

    public async ValueTask InitializeAsync()
    {
        await PackAsync(Repository.Root, Feed);
        // Those that this machine has restored before need not be fetched again; the packages under test are not among them, by their version.
        var restored = (await DotNet.RunAsync(_folder.Path, "nuget locals global-packages --list --force-english-output")).Succeeded().Trim()["global-packages: ".Length..];
        File.WriteAllText(_folder["nuget.config"], $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{restored}" /></fallbackPackageFolders>
            </configuration>
            """);
        File.WriteAllText(_folder["Directory.Build.targets"], "<Project />");
        File.WriteAllText(_folder["Directory.Build.props"], $"""
            <Project>
              <PropertyGroup>
                <DbBackupVersion>{Version}</DbBackupVersion>
                <ThreadingAnalyzersVersion>{Repository.PinnedVersion("ThreadingAnalyzersVersion")}</ThreadingAnalyzersVersion>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    /// <summary>Packs the repository, or a copy of it.</summary>
    /// <param name="root">Its folder.</param>
    /// <param name="feed">Where the packages go.</param>
    public async Task PackAsync(string root, string feed) => (await DotNet.RunAsync(
        root, $"pack eng/Packages.slnf --configuration Release --version-suffix {Suffix} --output {feed} --artifacts-path {feed}.artifacts --nologo -m:2 -v:quiet")).Succeeded();

    /// <summary>The newest form of a package.</summary>
    internal Package Open(string name, string extension = "nupkg") => new(Path.Combine(Feed, $"{name}.{Version}.{extension}"));

    /// <summary>Copies a project of the folder <c>Projects</c> to where it finds the packed packages, and nothing of the repository.</summary>
    internal string Checkout(string project)
    {
        var folder = Path.Combine(Directory.CreateDirectory(_folder["projects"]).FullName, project);
        if (!Directory.Exists(folder))
            Repository.Copy(Path.Combine(AppContext.BaseDirectory, "Projects", project), folder);
        return folder;
    }

    /// <summary>Runs <c>dotnet</c> in a folder of a project.</summary>
    internal Task<Ended> DotNetAsync(string folder, string arguments) => DotNet.RunAsync(folder, arguments, Restored);
}
