using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UnknownExceptTests
{
    [Fact]
    public async Task A_known_id_is_left_out_for_all_of_its_signals()
    {
        const string Source = """
            namespace Shop;

            [ReceiverRegistry]
            [IncludeReceivers<Acme.Slack.SlackReceivers>(Except = ["slack.begin"])]
            internal sealed partial class AppReceivers : ReceiverRegistry;
            """;
        var setup = Plugins.Application(Plugins.Slack.AsAssembly());

        await Rule.IsSilent(setup, Source);

        var text = GeneratorRun.Valid(setup, Source).Text;
        Assert.DoesNotContain("slack.begin", text, StringComparison.Ordinal);
        Assert.Contains("Id = \"Acme.Slack.Hooks.End\"", text, StringComparison.Ordinal);
    }
}
