using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryOverridesTableTests
{
    [Fact]
    public Task A_table_by_hand_is_refused() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0033RegistryOverridesTable,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class AppReceivers : ReceiverRegistry
        {
            protected override ReceiverDescriptor[] [|CreateTable|]() => [];
        }
        """,
        "'AppReceivers' has a CreateTable of its own, which would hide every receiver; remove it, or remove [ReceiverRegistry]");
}
