using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryEmptyTests
{
    [Fact]
    public Task A_registry_of_nothing_is_reported() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0035RegistryEmpty,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class [|Registry|] : ReceiverRegistry;
        """,
        "The table of 'Registry' is empty: this project has no receiver, and 'Registry' includes none of a library; write a method with [Receiver], or remove the registry");
}
