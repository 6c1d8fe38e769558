using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryNotPartialTests
{
    [Fact]
    public Task A_registry_nested_three_deep_is_fine() => Rule.IsSilent(
        new Setup { WithoutRegistry = true },
        """
        namespace Shop;

        internal partial interface A { internal partial struct B { internal partial record C { [ReceiverRegistry] private sealed partial class AppReceivers : ReceiverRegistry; } } }

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
