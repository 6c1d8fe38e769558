using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryNotPartialTests
{
    [Fact]
    public Task The_types_around_it_are_partial() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0030RegistryNotPartial,
        """
        namespace Shop;

        internal static class [|Outer|]
        {
            [ReceiverRegistry]
            internal sealed partial class AppReceivers : ReceiverRegistry;
        }
        """,
        "The table of 'AppReceivers' cannot be written because 'Outer' is not partial; add 'partial'");
}
