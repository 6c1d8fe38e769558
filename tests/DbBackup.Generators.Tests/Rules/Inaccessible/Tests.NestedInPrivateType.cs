using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class InaccessibleTests
{
    [Fact]
    public Task The_type_that_blocks_is_named() => Rule.Fires(
        DiagnosticIds.DBB0003Inaccessible,
        """
        namespace Shop;

        internal class Outer
        {
            private protected class Middle
            {
                public static class Hooks
                {
                    [Receiver(Signal.PreBackup)]
                    public static void [|Started|]() { }
                }
            }
        }
        """,
        "The table cannot call 'Hooks.Started' because 'Middle' is private protected; make it internal or public");
}
