using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryWrongBaseTests
{
    [Fact]
    public Task A_base_in_between_is_fine() => Rule.IsSilent(
        new Setup { WithoutRegistry = true },
        """
        namespace Shop;

        internal abstract class Shared : ReceiverRegistry;

        [ReceiverRegistry]
        internal sealed partial class AppReceivers : Shared;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
