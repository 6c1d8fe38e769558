using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryShapeTests
{
    [Fact]
    public Task A_static_registry_is_refused() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0032RegistryShape,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal static partial class [|AppReceivers|];
        """,
        "'AppReceivers' cannot hold the table because 'AppReceivers' is static; declare a plain 'partial class'");
}
