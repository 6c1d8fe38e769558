using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotAMethodTests
{
    /// <summary>Generators are not shown attributes of lambdas, so that with analyzers off nobody says this.</summary>
    [Fact]
    public async Task A_lambda_is_refused()
    {
        var run = GeneratorRun.Any(new Setup { WithoutRegistry = true }, "namespace Shop; internal static class Hooks { public static readonly Action A = [Receiver(Signal.PreBackup)] () => { }; }");

        var problem = Assert.Single(await Analysis.Of(run.Output));

        Assert.Equal(DiagnosticIds.DBB0014NotAMethod, problem.Id);
        Assert.StartsWith("A lambda cannot be a receiver", problem.GetMessage(null), StringComparison.Ordinal);
    }
}
