using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Steps = DbBackup.Generators.ReceiverGenerator.TrackingNames;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>What an edit runs again. That a new, unrelated file runs nothing is asserted by every test of the generator.</summary>
public sealed class CachingTests
{
    private const string Hooks = """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(string serverName) { }
        }
        """;

    private const string Other = "namespace Shop; internal static class Other { public static int Price() => 1; }";

    private const string More = "namespace Shop; internal static class More { [Receiver(Signal.PostBackup)] public static void On() { } }";

    private const string Including = """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<Acme.Slack.SlackReceivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;

        internal static class Hooks { [Receiver(Signal.PreBackup)] internal static void Started() { } }
        """;

    private const string TakingAll = "namespace Shop; [ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)] internal sealed partial class AppReceivers : ReceiverRegistry;";

    [Fact]
    public void Every_step_is_tracked()
    {
        var result = GeneratorRun.Result(GeneratorRun.NewDriver(Setup.Default).RunGenerators(Project.Compile(Setup.Default, Hooks), TestContext.Current.CancellationToken));

        Assert.All(Steps.All, step => Assert.NotEmpty(CachingMatrix.Reasons(result, step)));
    }

    [Theory]
    [InlineData("the body of a receiver", "{ }", "{ Console.WriteLine(serverName); }")]
    [InlineData("a comment below a receiver", "}\n}", "}\n    // A comment.\n}")]
    [InlineData("a comment on the receiver's own line", "{ }", "{ } // A comment.")]
    public void Nothing_is_run_again_by_a_change_of(string what, string before, string after)
    {
        var reasons = After(Hooks.Replace(before, after, StringComparison.Ordinal), Other);

        Assert.False(string.IsNullOrEmpty(what));
        Assert.All(reasons, reason => Assert.True(CachingMatrix.IsNothing(reason.Reason), reason.ToString()));
    }

    [Fact]
    public void Nothing_is_run_again_by_an_edit_of_another_file() =>
        Assert.All(After(Hooks, Other.Replace("1", "2", StringComparison.Ordinal)), reason => Assert.True(CachingMatrix.IsNothing(reason.Reason), reason.ToString()));

    /// <summary>The models come in another order, as the files do; the table is sorted, and the same.</summary>
    [Fact]
    public void Another_order_of_files_leaves_the_table_alone()
    {
        var compilation = Project.Compile(Setup.Default, Hooks, More);
        var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());

        Assert.All(After(Setup.Default, compilation, reversed).Where(reason => reason.Step != Steps.Receivers), reason => Assert.True(CachingMatrix.IsNothing(reason.Reason), reason.ToString()));
    }

    [Fact]
    public void Nothing_is_run_again_by_a_new_reference_that_exports_nothing() =>
        AssertNothing(Setup.Default, Setup.Default with { References = [Plugins.Plain("Acme.Silent", "public class Silent;").AsAssembly()] }, [Hooks], [Hooks]);

    /// <summary>The table names the line of each receiver, so that a line more above one writes the table anew. It is the price of <c>Hooks.cs:12</c>.</summary>
    [Fact]
    public void A_line_above_a_receiver_modifies_its_model_and_the_table() =>
        AssertModified(After(Hooks.Replace("internal static", "// A comment.\ninternal static", StringComparison.Ordinal), Other), Steps.Receivers, Steps.Table, Steps.Tables);

    [Fact]
    public void Another_signature_modifies_the_model_and_the_table() =>
        AssertModified(After(Hooks.Replace("string serverName", "string runId", StringComparison.Ordinal), Other), Steps.Receivers, Steps.Table, Steps.Tables);

    [Fact]
    public void A_new_receiver_modifies_the_table_and_leaves_the_others_alone()
    {
        var reasons = After(Hooks, Other.Replace("public static int", "[Receiver(Signal.PostBackup)] public static void On() { } public static int", StringComparison.Ordinal));

        Assert.Equal([true, false], reasons.Where(reason => reason.Step == Steps.Receivers).Select(reason => CachingMatrix.IsNothing(reason.Reason)));
        Assert.Equal([IncrementalStepRunReason.Modified], reasons.Where(reason => reason.Step == Steps.Table).Select(reason => reason.Reason));
    }

    [Fact]
    public void An_included_library_that_comes_modifies_the_libraries_and_the_table() =>
        AssertModified(After(Plugged(), Plugged(Plugins.Slack.AsAssembly()), [Including], [Including]), Steps.Registries, Steps.Libraries, Steps.Tables);

    [Fact]
    public void An_included_library_that_goes_modifies_the_libraries_and_the_table() =>
        AssertModified(After(Plugged(Plugins.Slack.AsProject()), Plugged(), [Including], [Including]), Steps.Registries, Steps.Libraries, Steps.Tables);

    [Fact]
    public void Where_all_are_taken_a_library_that_comes_modifies_the_table_and_not_the_registry() =>
        AssertModified(After(Plugged(), Plugged(Plugins.Slack.AsAssembly()), [TakingAll], [TakingAll]), Steps.Libraries, Steps.Tables);

    [Fact]
    public void A_library_that_no_registry_includes_leaves_the_table_alone() =>
        AssertModified(After(Setup.Default, Setup.Default with { References = [Plugins.Slack.AsAssembly()] }, [Hooks], [Hooks]), Steps.Libraries);

    [Fact]
    public void Nothing_is_run_again_when_a_project_becomes_an_assembly() =>
        AssertNothing(Plugged(Plugins.Slack.AsProject()), Plugged(Plugins.Slack.AsAssembly()), [Including], [Including]);

    private static Setup Plugged(params MetadataReference[] libraries) => Plugins.Application(libraries);

    private static void AssertNothing(Setup before, Setup after, string[] sources, string[] edited) =>
        Assert.All(After(before, after, sources, edited), reason => Assert.True(CachingMatrix.IsNothing(reason.Reason), reason.ToString()));

    private static void AssertModified(List<(string Step, IncrementalStepRunReason Reason)> reasons, params string[] modified)
    {
        foreach (var (step, reason) in reasons)
        {
            if (modified.Contains(step))
                Assert.Equal(IncrementalStepRunReason.Modified, reason);
            else
                Assert.True(CachingMatrix.IsNothing(reason), $"{step}: {reason}");
        }
        Assert.Empty(modified.Except(reasons.Select(reason => reason.Step)));
    }

    private static List<(string Step, IncrementalStepRunReason Reason)> After(params string[] edited) => After(Setup.Default, Setup.Default, [Hooks, Other], edited);

    private static List<(string Step, IncrementalStepRunReason Reason)> After(Setup before, Setup after, string[] sources, string[] edited) =>
        After(before, Project.Compile(before, sources), Project.Compile(after, edited));

    private static List<(string Step, IncrementalStepRunReason Reason)> After(Setup setup, CSharpCompilation first, CSharpCompilation second)
    {
        var token = TestContext.Current.CancellationToken;
        var result = GeneratorRun.Result(GeneratorRun.NewDriver(setup).RunGenerators(first, token).RunGenerators(second, token));
        return [.. Steps.All.SelectMany(step => CachingMatrix.Reasons(result, step).Select(reason => (step, reason)))];
    }
}
