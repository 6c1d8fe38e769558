using System.Text.RegularExpressions;

namespace DbBackup.Package.Tests;

/// <summary>A real project with the real rules of others that take receivers for a mistake: suppressed on receivers, and nowhere else.</summary>
public sealed partial class AdvisedTests(PackedPackages packages)
{
    private const string Build = "build --configuration Release --nologo -m:1 -v:minimal --no-incremental";

    [Fact]
    public async Task Receivers_are_not_taken_for_a_mistake_and_everything_else_still_is()
    {
        var folder = packages.Checkout("Advised");
        Assert.DoesNotMatch(Advice(), (await packages.DotNetAsync(folder, Build)).Succeeded());

        var withTwins = await packages.DotNetAsync(folder, $"{Build} -p:WithTwins=yes");
        Assert.NotEqual(0, withTwins.ExitCode);
        var advised = Advice().Matches(withTwins.Output).Select(match => match.Result("$1: $2")).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["Twins.cs: CA1812", "Twins.cs: IDE0051", "Twins.cs: IDE0060", "Twins.cs: VSTHRD200"], advised);
    }

    [GeneratedRegex(@"(\w+\.cs)\(\d+,\d+\): (?:warning|error) (\w+)")]
    private static partial Regex Advice();
}
