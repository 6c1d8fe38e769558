using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class SameOrderTests
{
    [Fact]
    public Task The_same_order_for_one_signal_is_reported() => Rule.Fires(
        DiagnosticIds.DBB0047SameOrder,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostBackup, Order = 10)]
            public static void Upload() { }

            [Receiver(Signal.PostRestore, Signal.PostBackup, [|Order = 10|])]
            public static void Report() { }
        }
        """,
        "PostBackup has a receiver of Order 10 already, 'Hooks.Upload' at Hooks.cs:7, and only their ids decide which of the two is called first; give 'Hooks.Report' another Order");
}
