using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryNotPartialTests
{
    [Fact]
    public Task A_registry_is_partial() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0030RegistryNotPartial,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed class [|AppReceivers|] : ReceiverRegistry;
        """,
        "The table of 'AppReceivers' cannot be written because 'AppReceivers' is not partial; add 'partial'");
}
