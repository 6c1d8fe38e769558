using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class UnknownExceptTests
{
    [Fact]
    public Task Null_is_the_id_of_nothing() => Rule.Fires(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        DiagnosticIds.DBB0051UnknownExcept,
        """
        namespace Shop;

        [ReceiverRegistry]
        [[|IncludeReceivers<Acme.Slack.SlackReceivers>(Except = new string[] { null! })|]]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """,
        "IncludeReceivers<SlackReceivers> includes no receiver ''. It includes: Acme.Slack.Hooks.End, slack.begin.");
}
