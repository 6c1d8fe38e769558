using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NeverCalledTests
{
    [Fact]
    public Task A_library_without_a_registry_is_a_warning() => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0023NeverCalled,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void [|Started|]() { }
        }
        """,
        "Nothing calls 'Hooks.Started': this library has no registry, and an application calls only the receivers of its own; add a [ReceiverRegistry] class, or declare the receiver in the application");
}
