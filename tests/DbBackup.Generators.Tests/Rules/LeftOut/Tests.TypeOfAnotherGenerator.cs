using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class LeftOutTests
{
    private const string Source = """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void [|Started|]([FromServices] Client client) { }
        }
        """;

    private static readonly Setup WithClient = new() { FromAnotherGenerator = "namespace Shop { internal class Client { } }" };

    [Fact]
    public async Task What_the_generator_cannot_see_is_not_left_out_in_silence()
    {
        var (source, start, end) = Rule.Unmark(Source);

        var problem = Assert.Single(await Analysis.Of(GeneratorRun.Valid(WithClient, source).Output));

        Assert.Equal(DiagnosticIds.DBB0024LeftOut, problem.Id);
        Assert.Equal((start, end), (problem.Location.SourceSpan.Start - Project.Prelude.Length, problem.Location.SourceSpan.End - Project.Prelude.Length));
        Assert.StartsWith("The table of 'AppReceivers' lacks 'Hooks.Started' for PreBackup", problem.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void With_analyzers_off_the_build_fails_too() => Assert.Contains(
        $"#error DBB0000: Shop.Hooks.Started (Hooks.cs:7): {ReceiverRules.Broken}\n",
        GeneratorRun.Any(WithClient with { Properties = new() { ["RunAnalyzers"] = "false" } }, Rule.Unmark(Source).Source).Text,
        StringComparison.Ordinal);
}
