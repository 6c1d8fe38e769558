using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NoBodyTests
{
    [Fact]
    public Task An_extern_method_is_refused() => Rule.Fires(
        DiagnosticIds.DBB0011NoBody,
        """
        namespace Shop;

        internal static class Hooks
        {
            [System.Runtime.InteropServices.DllImport("c")]
            [Receiver(Signal.PreBackup)]
            public static extern void [|Started|]();
        }
        """,
        "'Hooks.Started' is extern and has no body of its own to call; write the body here");
}
