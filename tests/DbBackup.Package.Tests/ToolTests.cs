namespace DbBackup.Package.Tests;

/// <summary>The tool, installed from its package.</summary>
public sealed class ToolTests(PackedPackages packages) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_installed_and_says_its_version()
    {
        var folder = packages.Checkout("Shop");
        (await packages.DotNetAsync(folder, $"tool install DbBackup.Tool --version {packages.Version} --tool-path {_folder["tools"]}")).Succeeded();
        var end = await new Program(Path.Combine(_folder["tools"], "dbbackup")).RunAsync(_folder.Path, "--version");
        Assert.Equal($"dbbackup {packages.Version}\n", end.Succeeded());
    }
}
