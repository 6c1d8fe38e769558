using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class IncludeReceiversTests
{
    [Fact]
    public Task A_library_is_included_by_its_marker() => Fix<IncludeReceiversFix>.Corrects(
        Plugins.Application(Plugins.Slack.AsAssembly()),
        DiagnosticIds.DBB0052NotIncluded,
        "Include the receivers of Acme.Slack",
        """
        namespace Shop;

        /// <summary>The table.</summary>
        [ReceiverRegistry] // of this shop
        internal sealed partial class Registry : ReceiverRegistry;

        """,
        """
        using Acme.Slack;

        namespace Shop;

        /// <summary>The table.</summary>
        [ReceiverRegistry] // of this shop
        [IncludeReceivers<SlackReceivers>]
        internal sealed partial class Registry : ReceiverRegistry;

        """);
}
