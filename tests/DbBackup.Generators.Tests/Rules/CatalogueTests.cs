using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Rules;

/// <summary>Every id has a page, a row in the release notes, an analyzer that reports it, and tests.</summary>
public sealed class CatalogueTests
{
    private static readonly DiagnosticDescriptor[] Reported = [.. Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)];

    public static TheoryData<string, string> Ids =>
        [.. typeof(DiagnosticIds).GetFields().Select(id => (id.Name, (string)id.GetRawConstantValue()!))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_is_complete(string name, string id)
    {
        Assert.StartsWith(id, name, StringComparison.Ordinal);
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", id + ".md"));
        Assert.Contains("\nRight:", page, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) |", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", "README.md")), StringComparison.Ordinal);
        if (id == DiagnosticIds.DBB0000AnalyzersOff)
            return;

        var descriptor = Assert.Single(Reported.Distinct(), descriptor => descriptor.Id == id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n", Releases(), StringComparison.Ordinal);
        Assert.NotNull(Type.GetType($"{typeof(CatalogueTests).Namespace}.{name[7..]}Tests"));
    }

    /// <summary>An error that could be configured away would leave a receiver out in silence. A receiver of no registry is somebody's choice.</summary>
    [Fact]
    public void Errors_cannot_be_configured() => Assert.All(
        Reported.Where(descriptor => descriptor.Id != DiagnosticIds.DBB0023NeverCalled),
        descriptor => Assert.Equal(descriptor.DefaultSeverity == DiagnosticSeverity.Error, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)));

    [Theory]
    [InlineData("#pragma warning disable", ReportDiagnostic.Default)]
    [InlineData("#pragma warning disable DBB0001", ReportDiagnostic.Default)]
    [InlineData("", ReportDiagnostic.Suppress)]
    public async Task Neither_a_pragma_nor_the_project_switches_an_error_off(string pragma, ReportDiagnostic project)
    {
        var run = GeneratorRun.Any(Setup.Default, $$"""
            {{pragma}}
            namespace Shop;

            internal class Hooks
            {
                [Receiver(Signal.PreBackup)]
                internal void Started() { }
            }
            """);
        var silenced = run.Output.WithOptions(run.Output.Options.WithSpecificDiagnosticOptions([new("DBB0001", project)]));

        Assert.Equal((DiagnosticIds.DBB0001NotStatic, DiagnosticSeverity.Error, false), Assert.Single((await Analysis.Of(silenced)).Select(problem => (problem.Id, problem.Severity, problem.IsSuppressed))));
    }

    /// <summary>The compiler lets <c>[SuppressMessage]</c> silence any analyzer; then the generator has to speak.</summary>
    [Theory]
    [InlineData("", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"DbBackup.Receivers\", \"DBB0001:Hidden\")]")]
    [InlineData("[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"DbBackup.Receivers\", \"DBB0001\")]", "")]
    public async Task A_suppression_does_not_leave_a_receiver_out_in_silence(string onAssembly, string onType)
    {
        var run = GeneratorRun.Any(Setup.Default, $"{onAssembly} namespace Shop {{ {onType} internal class Hooks {{ [Receiver(Signal.PreBackup)] internal void Started() {{ }} }} }}");

        Assert.Empty(await Analysis.Of(run.Output));
        Assert.Contains("#error DBB0000: Shop.Hooks.Started (Hooks.cs:2): DBB0001: ", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("false", "", "", true)]
    [InlineData("False", "true", "", true)]
    [InlineData("", "false", "", true)]
    [InlineData("true", "false", "", false)]
    [InlineData("", "", "true", true)]
    public void The_generator_speaks_where_the_analyzers_do_not(string always, string duringBuild, string implicitly, bool speaks)
    {
        var setup = new Setup { Properties = { ["RunAnalyzers"] = always, ["RunAnalyzersDuringBuild"] = duringBuild, ["IsImplicitlyTriggeredBuild"] = implicitly } };

        var run = GeneratorRun.Any(setup, "namespace Shop; internal class Hooks { [Receiver(Signal.PreBackup)] internal void Started() { } }");

        Assert.Equal(speaks, run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Any(diagnostic => diagnostic.Id == "CS1029"));
    }

    private static string Releases() => string.Concat(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "releases"), "*.md").Select(File.ReadAllText));
}
