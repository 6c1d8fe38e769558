using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryWrongBaseTests
{
    [Fact]
    public Task A_registry_derives_from_ReceiverRegistry() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0031RegistryWrongBase,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class [|AppReceivers|];
        """,
        "'AppReceivers' is marked as a registry but does not derive from ReceiverRegistry; declare it as 'AppReceivers : ReceiverRegistry'");
}
