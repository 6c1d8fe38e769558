using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>
/// Holds a rule to its word: the analyzer reports it, and nothing else, at the place marked <c>[|…|]</c>; and where nobody hears the
/// analyzers the generator fails the build with the same words if, and only if, it is an error.
/// </summary>
internal static class Rule
{
    private static readonly Setup AnalyzersOff = new() { Properties = { ["RunAnalyzers"] = "false" } };

    public static Task Fires(string id, [StringSyntax("C#")] string marked, string message) => Fires(Setup.Default, id, marked, message);

    public static async Task Fires(Setup setup, string id, [StringSyntax("C#")] string marked, string message)
    {
        var (source, start, end) = Unmark(marked);
        var run = GeneratorRun.Any(setup, source);

        var problem = Assert.Single(await Analysis.Of(run.Output));
        Assert.Equal(message, problem.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(id, problem.Id);
        Assert.EndsWith($"/{id}.md", problem.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        var prelude = Project.PreludeOf(setup).Length;
        Assert.Equal((start, end), (problem.Location.SourceSpan.Start - prelude, problem.Location.SourceSpan.End - prelude));
        Assert.DoesNotContain("#error", run.Text, StringComparison.Ordinal);
        // A build stops at this error and never comes to the analyzers: the generator says the same at the same place.
        var stops = run.Output.GetDeclarationDiagnostics().Any(d => d.Id == "CS0534");
        Assert.Equal(stops ? [$"DBB0000 {id}: {message}"] : [], run.Reported.Select(d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}"));

        var alone = GeneratorRun.Any(setup with { Properties = AnalyzersOff.Properties }, source);
        if (problem.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable))
            Assert.Contains($"{id}: {message}\n", alone.Texts["Invalid-Receivers.g.cs"], StringComparison.Ordinal);
        else
            Assert.DoesNotContain("#error", alone.Text, StringComparison.Ordinal);
    }

    /// <summary>The sources are right: no analyzer says a word, and everything compiles.</summary>
    public static Task IsSilent([StringSyntax("C#")] string source) => IsSilent(Setup.Default, source);

    /// <inheritdoc cref="IsSilent(string)"/>
    public static async Task IsSilent(Setup setup, [StringSyntax("C#")] string source)
    {
        var run = GeneratorRun.Valid(setup, source);
        Assert.Empty(await Analysis.Of(run.Output));
        Assert.DoesNotContain("#error", GeneratorRun.Any(setup with { Properties = AnalyzersOff.Properties }, source).Text, StringComparison.Ordinal);
    }

    public static (string Source, int Start, int End) Unmark(string marked)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        return (marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), start, end);
    }
}
