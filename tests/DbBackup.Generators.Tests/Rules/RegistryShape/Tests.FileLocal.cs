using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryShapeTests
{
    [Fact]
    public Task A_file_local_registry_is_refused() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0032RegistryShape,
        """
        namespace Shop;

        [ReceiverRegistry]
        file sealed partial class [|AppReceivers|] : ReceiverRegistry;
        """,
        "'AppReceivers' cannot hold the table because 'AppReceivers' is file-local, and the table is in another file; declare a plain 'partial class'");
}
