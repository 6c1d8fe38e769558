using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ExternAliasTests
{
    [Fact]
    public Task A_type_that_only_an_alias_reaches_is_named() => Rule.Fires(
        Plugins.Application(Plugins.Slack.AsAssembly("slack")),
        DiagnosticIds.DBB0055ExternAlias,
        """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<slack::Acme.Slack.SlackReceivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            internal static void Started([FromServices] [|slack::Acme.Slack.SlackReceivers[]|] all) { }
        }
        """,
        "Generated code cannot name the type of 'all', because 'Acme.Slack' is referenced only under the extern alias 'slack'; remove the alias, or add 'global' to it");
}
