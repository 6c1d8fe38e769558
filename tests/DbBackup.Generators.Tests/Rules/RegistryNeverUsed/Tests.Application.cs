using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class RegistryNeverUsedTests
{
    [Fact]
    public Task An_application_that_does_not_mention_it_is_told() => Rule.Fires(
        new Setup { WithoutRegistry = true, Output = OutputKind.ConsoleApplication },
        DiagnosticIds.DBB0034RegistryNeverUsed,
        """
        namespace Shop;

        [ReceiverRegistry]
        internal sealed partial class [|Registry|] : ReceiverRegistry;

        internal static class Hooks
        {
            // Registry: a comment is no use.
            public static void Main() => Console.WriteLine("Registry");

            [Receiver(Signal.PreBackup)]
            public static void Started() { }
        }
        """,
        "Nothing in this application mentions 'Registry', so that its receivers are never called; build the application with UseReceivers<Registry>()");
}
