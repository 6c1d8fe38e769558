using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class DuplicateExportedIdTests
{
    [Fact]
    public Task A_receiver_of_the_application_has_the_id() => Rule.Fires(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        DiagnosticIds.DBB0054DuplicateExportedId,
        """
        namespace Shop;

        [ReceiverRegistry]
        [[|IncludeReceivers<Acme.Slack.SlackReceivers>|]]
        internal sealed partial class AppReceivers : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup, Id = "slack.begin")]
            internal static void Started() { }
        }
        """,
        "'Acme.Slack' brings a receiver 'slack.begin' for PreBackup, and 'Shop' has one too; leave this one out with Except = [\"slack.begin\"], or give the other an Id of its own");
}
