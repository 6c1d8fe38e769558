using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NeverCalledTests
{
    [Fact]
    public Task An_application_without_a_registry_is_an_error() => Rule.Fires(
        new Setup { WithoutRegistry = true, Output = OutputKind.ConsoleApplication },
        DiagnosticIds.DBB0023NeverCalled,
        """
        namespace Shop;

        internal static class Hooks
        {
            public static void Main() { }

            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "Nothing calls 'Hooks.Started': there is no registry, and only a library exports its receivers; add '[ReceiverRegistry] internal sealed partial class AppReceivers : ReceiverRegistry;' and give it to UseReceivers<AppReceivers>()");
}
