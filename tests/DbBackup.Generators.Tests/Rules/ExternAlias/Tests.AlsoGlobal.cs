using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ExternAliasTests
{
    [Fact]
    public Task An_alias_besides_global_is_fine() => Rule.IsSilent(
        Plugins.Application(Plugins.Slack.AsAssembly("slack", "global")),
        """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<slack::Acme.Slack.SlackReceivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void Started([FromServices] slack::Acme.Slack.SlackReceivers all) { }
        }
        """);
}
