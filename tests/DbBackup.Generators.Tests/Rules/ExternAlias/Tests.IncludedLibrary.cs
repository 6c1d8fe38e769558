using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ExternAliasTests
{
    [Fact]
    public async Task A_library_under_an_alias_is_included_by_it()
    {
        const string Source = """
            namespace Shop;

            [ReceiverRegistry]
            [IncludeReceivers<slack::Acme.Slack.SlackReceivers>]
            internal sealed partial class AppReceivers : ReceiverRegistry;
            """;
        var setup = Plugins.Application(Plugins.Slack.AsAssembly("slack", "chat"));

        await Rule.IsSilent(setup, Source.Replace("slack::", "chat::", StringComparison.Ordinal));

        Assert.Contains("extern alias chat;", GeneratorRun.Valid(setup, Source).Text, StringComparison.Ordinal);
    }
}
