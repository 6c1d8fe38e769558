using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class IncludeReceiversTests
{
    [Fact]
    public Task A_nested_registry_keeps_its_indentation() => Fix<IncludeReceiversFix>.Corrects(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        DiagnosticIds.DBB0052NotIncluded,
        "Include the receivers of Acme.Slack",
        """
        using Acme.Slack;
        using DbBackup.Signals;

        namespace Shop;

        internal static partial class Outer
        {
            [ReceiverRegistry]
            internal sealed partial class Registry : ReceiverRegistry;
        }

        """,
        """
        using Acme.Slack;
        using DbBackup.Signals;

        namespace Shop;

        internal static partial class Outer
        {
            [ReceiverRegistry]
            [IncludeReceivers<SlackReceivers>]
            internal sealed partial class Registry : ReceiverRegistry;
        }

        """);
}
