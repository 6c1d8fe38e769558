namespace DbBackup.Package.Tests;

/// <summary>A real project in which every rule of the SDK is on, and an error, at the oldest language version that reads what is generated.</summary>
public sealed class StrictTests(PackedPackages packages)
{
    [Fact]
    public async Task What_is_generated_builds_without_a_warning_under_every_rule()
    {
        var folder = packages.Checkout("Strict");
        var build = await packages.DotNetAsync(folder, "build --configuration Release --nologo -m:1 -v:minimal");

        Assert.DoesNotContain("warning", build.Succeeded(), StringComparison.Ordinal);
        var generated = Directory.GetFiles(Path.Combine(folder, "obj"), "*.g.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!);
        Assert.Superset(new HashSet<string> { "Strict.AppReceivers.g.cs", "Exported-Receivers.g.cs" }, generated.ToHashSet());
    }
}
