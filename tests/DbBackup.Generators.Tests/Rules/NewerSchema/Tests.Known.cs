using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NewerSchemaTests
{
    [Fact]
    public Task The_schema_of_today_is_read_by_project_too() => Rule.IsSilent(
        Plugins.Application(Plugins.Slack.AsProject()),
        """
        namespace Shop;

        [ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """);
}
