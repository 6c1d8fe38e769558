using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NothingExportedTests
{
    [Fact]
    public Task A_library_with_receivers_is_fine() => Rule.IsSilent(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<Acme.Slack.SlackReceivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """);
}
