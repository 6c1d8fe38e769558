namespace DbBackup.Package.Tests;

/// <summary>A real project under all rules of the SDK, which reads the generated files as if somebody had written them.</summary>
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

    [Fact]
    public async Task The_rules_do_read_what_is_generated()
    {
        var folder = packages.Checkout("Strict", copy: "Strict.Proof");
        // A rule that the table breaks by being what it is: so the silence of the other test is not that of rules that do not look.
        await File.AppendAllTextAsync(Path.Combine(folder, ".editorconfig"), "dotnet_diagnostic.IDE0160.severity = none\ndotnet_diagnostic.IDE0161.severity = error\ncsharp_style_namespace_declarations = file_scoped:error\n", TestContext.Current.CancellationToken);
        var build = await packages.DotNetAsync(folder, "build --configuration Release --nologo -m:1 -v:minimal");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("Strict.AppReceivers.g.cs", build.Output, StringComparison.Ordinal);
    }
}
