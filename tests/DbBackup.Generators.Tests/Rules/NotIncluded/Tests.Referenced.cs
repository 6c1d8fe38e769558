using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NotIncludedTests
{
    [Fact]
    public Task A_referenced_library_is_offered() => Rule.Fires(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        DiagnosticIds.DBB0052NotIncluded,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class [|AppReceivers|] : ReceiverRegistry;
        """,
        "'Acme.Slack' exports receivers that no registry includes: Acme.Slack.Hooks.End, slack.begin; if they are to be called, add [IncludeReceivers<SlackReceivers>] to a registry");
}
