using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class IncludeReceiversTests
{
    [Fact]
    public Task All_libraries_are_included() => Fix<IncludeReceiversFix>.CorrectsAll(
        Plugins.Application(Plugins.Slack.AsAssembly(), Plugins.Of("Acme.Mail", "mail.begin").AsAssembly()),
        DiagnosticIds.DBB0052NotIncluded,
        """
        using Acme.Slack;
        using DbBackup.Signals;

        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry;

        """,
        """
        using Acme.Mail;
        using Acme.Slack;
        using DbBackup.Signals;

        namespace Shop;

        [ReceiverRegistry]
        [IncludeReceivers<Receivers>]
        [IncludeReceivers<SlackReceivers>]
        internal sealed partial class Registry : ReceiverRegistry;

        """,
        """
        namespace Shop;

        internal static class Hooks;

        """,
        """
        namespace Shop;

        internal static class Hooks;

        """);
}
