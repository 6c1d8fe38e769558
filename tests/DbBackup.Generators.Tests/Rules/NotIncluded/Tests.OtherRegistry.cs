using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotIncludedTests
{
    [Fact]
    public Task One_of_two_registries_is_enough() => Rule.IsSilent(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<Acme.Slack.SlackReceivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;

        [ReceiverRegistry]
        internal sealed partial class Quiet : ReceiverRegistry;
        """);
}
