using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryShapeTests
{
    [Fact]
    public Task A_public_registry_that_is_not_sealed_is_fine() => Rule.IsSilent(
        new Setup { WithoutRegistry = true },
        """
        namespace Shop;

        [ReceiverRegistry]
        public partial class AppReceivers : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
