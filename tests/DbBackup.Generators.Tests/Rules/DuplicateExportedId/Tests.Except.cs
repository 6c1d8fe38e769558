using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class DuplicateExportedIdTests
{
    [Fact]
    public Task Except_makes_room() => Rule.IsSilent(
        Plugins.Application(Plugins.Slack.AsAssembly(), Plugins.Of("Acme.Aaa", "slack.begin").AsProject()),
        """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<Acme.Slack.SlackReceivers>(Except = ["slack.begin"])]
        [IncludeReceivers<Acme.Aaa.Receivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """);
}
