using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryShapeTests
{
    [Fact]
    public Task An_abstract_registry_is_refused() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0032RegistryShape,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal abstract partial class [|AppReceivers|] : ReceiverRegistry;
        """,
        "'AppReceivers' cannot hold the table because 'AppReceivers' is abstract; declare a plain 'partial class'");
}
