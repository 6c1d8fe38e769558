using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UnknownExceptTests
{
    [Fact]
    public Task The_nearest_id_is_suggested() => Rule.Fires(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        DiagnosticIds.DBB0051UnknownExcept,
        """
        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<Acme.Slack.SlackReceivers>(Except = new[] { "Acme.Slack.Hooks.End", [|"slack.begn"|] })]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """,
        "IncludeReceivers<SlackReceivers> includes no receiver 'slack.begn'; did you mean 'slack.begin'? It includes: Acme.Slack.Hooks.End, slack.begin.");
}
