using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
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

    /// <summary>The table names the line of each receiver, so that a line more above one writes the table anew. It is the price of <c>Hooks.cs:12</c>.</summary>
    [Fact]
    public void A_line_above_a_receiver_modifies_its_model_and_the_table() =>
        AssertModified(After(Hooks.Replace("internal static", "// A comment.\ninternal static", StringComparison.Ordinal), Other));

    [Fact]
    public void Another_signature_modifies_the_model_and_the_table() =>
        AssertModified(After(Hooks.Replace("string serverName", "string runId", StringComparison.Ordinal), Other));

    [Fact]
    public void A_new_receiver_modifies_the_table_and_leaves_the_others_alone()
    {
        var reasons = After(Hooks, Other.Replace("public static int", "[Receiver(Signal.PostBackup)] public static void On() { } public static int", StringComparison.Ordinal));

        Assert.Equal([true, false], reasons.Where(reason => reason.Step == Steps.Receivers).Select(reason => CachingMatrix.IsNothing(reason.Reason)));
        Assert.Equal([IncrementalStepRunReason.Modified], reasons.Where(reason => reason.Step == Steps.Table).Select(reason => reason.Reason));
    }

    private static void AssertModified(List<(string Step, IncrementalStepRunReason Reason)> reasons)
    {
        foreach (var (step, reason) in reasons)
        {
            if (step is Steps.Receivers or Steps.Table or Steps.Tables)
                Assert.Equal(IncrementalStepRunReason.Modified, reason);
            else
                Assert.True(CachingMatrix.IsNothing(reason), $"{step}: {reason}");
        }
    }

    private static List<(string Step, IncrementalStepRunReason Reason)> After(params string[] edited)
    {
        var driver = GeneratorRun.NewDriver(Setup.Default).RunGenerators(Project.Compile(Setup.Default, Hooks, Other), TestContext.Current.CancellationToken);
        var result = GeneratorRun.Result(driver.RunGenerators(Project.Compile(Setup.Default, edited), TestContext.Current.CancellationToken));
        return [.. Steps.All.SelectMany(step => CachingMatrix.Reasons(result, step).Select(reason => (step, reason)))];
    }
}
