using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class InaccessibleTests
{
    [Fact]
    public Task A_private_method_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0003Inaccessible,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            private static void [|Started|]() { }
        }
        """,
        "The table cannot call 'Hooks.Started' because 'Started' is private; make it internal or public");
}
