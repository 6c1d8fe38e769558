using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class DuplicateExportedIdTests
{
    [Fact]
    public Task The_library_that_comes_later_is_named() => Rule.Fires(
        Plugins.Application(Plugins.Slack.AsAssembly(), Plugins.Of("Acme.Aaa", "slack.begin").AsProject()),
        DiagnosticIds.DBB0054DuplicateExportedId,
        """
        namespace Shop;

        [ReceiverRegistry]
        [[|IncludeReceivers<Acme.Slack.SlackReceivers>|]]
        [IncludeReceivers<Acme.Aaa.Receivers>]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """,
        "'Acme.Slack' brings a receiver 'slack.begin' for PreBackup, and 'Acme.Aaa' has one too; leave this one out with Except = [\"slack.begin\"], or give the other an Id of its own");
}
