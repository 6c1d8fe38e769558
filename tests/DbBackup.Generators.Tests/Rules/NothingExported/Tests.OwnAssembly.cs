using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NothingExportedTests
{
    [Fact]
    public Task Own_receivers_need_no_inclusion() => Rule.Fires(
        Plugins.Application(),
        DiagnosticIds.DBB0050NothingExported,
        """
        namespace Shop;

        internal sealed class Marker;

        [ReceiverRegistry]
        [[|IncludeReceivers<Marker>|]]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """,
        "IncludeReceivers<Marker> includes nothing: the receivers of this assembly are in its registries already; remove the attribute");
}
