using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryNeverUsedTests
{
    [Fact]
    public Task A_registry_that_is_made_is_used() => Rule.IsSilent(
        new Setup { WithoutRegistry = true, Output = OutputKind.ConsoleApplication },
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class Registry : ReceiverRegistry;

        internal static class Hooks
        {
            // Registry: a comment is no use.
            public static void Main() => Use<Registry>();

            [Receiver(Signal.PreBackup)]
            public static void Started() { }

            private static void Use<T>() where T : ReceiverRegistry, new() { }
        }
        """);
}
