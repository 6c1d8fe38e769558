using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NothingExportedTests
{
    [Fact]
    public Task An_assembly_without_exports_is_named() => Rule.Fires(
        Plugins.Application(),
        DiagnosticIds.DBB0050NothingExported,
        """
        namespace Shop;

        [ReceiverRegistry]
        [[|IncludeReceivers<string>|]]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """,
        "IncludeReceivers<string> includes nothing: 'System.Runtime' exports no receivers; name a type of a library that does, or remove the attribute");
}
