using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryOverridesTableTests
{
    [Fact]
    public Task A_registry_by_hand_without_the_attribute_is_fine() => Rule.IsSilent(
        new Setup { WithoutRegistry = true },
        """
        namespace Shop;

        internal sealed partial class AppReceivers : ReceiverRegistry
        {
            protected override ReceiverDescriptor[] CreateTable() => [];
        }
        """);
}
