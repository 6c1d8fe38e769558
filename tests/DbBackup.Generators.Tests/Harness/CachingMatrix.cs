using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>What an edit makes the generator run again.</summary>
internal static class CachingMatrix
{
    public static void AnUnrelatedFileRunsNothing(GeneratorDriver driver, CSharpCompilation compilation, Setup setup)
    {
        var edited = compilation.AddSyntaxTrees(Project.Parse(setup, "Unrelated.cs", "internal static class Unrelated { }"));
        var result = GeneratorRun.Result(driver.RunGenerators(edited, TestContext.Current.CancellationToken));
        foreach (var step in ReceiverGenerator.TrackingNames.All)
            Assert.All(Reasons(result, step), reason => Assert.True(IsNothing(reason), $"{step}: {reason}"));
        Assert.All(OutputReasons(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>The reasons of a step, one an output.</summary>
    public static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason) : [];

    /// <summary>The reasons of what writes text.</summary>
    public static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    public static bool IsNothing(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;
}
