using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryNeverUsedTests
{
    [Fact]
    public Task A_library_leaves_it_to_others() => Rule.IsSilent(
        new Setup { WithoutRegistry = true },
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """);
}
